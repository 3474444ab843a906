"""What the village hangs up, hands out or sticks on (*cetakan*): typeset from the same data as its pages.

Every print is remembered with what it was made from, so that it is known which paper on which wall is out of date.
"""
