"""The made clinic: forty clients, each with a story, for the demonstration of the physio's list.

Nobody is any of them. They have numbers for names; their sessions are written by hand, so that
forty files of them cost seconds and not minutes.
"""

from sample_data.clinic.making import LAST_DAY, made
from sample_data.clinic.more_stories import MORE_STORIES
from sample_data.clinic.records import Client
from sample_data.clinic.stories import FIRST_STORIES

__all__ = ["LAST_DAY", "Client", "clients"]


def clients() -> tuple[Client, ...]:
    """Return the forty, in the order of their numbers, as of :data:`LAST_DAY`."""
    return tuple(made(story) for story in (*FIRST_STORIES, *MORE_STORIES))
