"""The page at `/`: a person acts as anybody of the company, in as many tabs as they like.

`routes` is all that the sandbox's server needs. The page is rendered here and kept fresh through an event stream; what
people do goes through the same acts as the control API.
"""

from bot.sandbox.page.routes import routes

__all__ = ["routes"]
