"""What each template is shown with in tests."""
