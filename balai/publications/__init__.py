"""What the village publishes: news and announcements, pages about itself, public information, the link page.

Also what readers report back (*Ada yang keliru?*). All texts are plain blocks (`blocks.py`), never markup.
"""
