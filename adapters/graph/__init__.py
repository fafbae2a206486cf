"""The graph that answers messages of several parts, and the conversations kept in it."""
