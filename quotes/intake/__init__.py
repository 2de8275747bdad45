"""Text or HTML in, Article out."""
