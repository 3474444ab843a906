"""What runs in the child process: opening files from outside with limits of memory and time.

Nothing here imports Django or reads a setting: the child is given one path and an empty environment.
"""
