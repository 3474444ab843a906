"""How officers change what a standard says: plain forms on one page, read into the tables that `reading` knows."""
