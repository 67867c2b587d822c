"""Pure answers from frames: no Streamlit, no Plotly."""
