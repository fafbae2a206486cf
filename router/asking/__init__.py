"""What is asked: the wishes of a message and the form of the answer."""
