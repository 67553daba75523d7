"""Analysis: from an article to the sentences worth matching, and to what they refer to."""
