"""A project to look at: what `liaison demo` fills a workspace with."""
