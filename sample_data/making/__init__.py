"""The parts of the maker: motion first, then each format's bytes."""
