# What clients see.

portal-exit = Leave quickly
portal-standing-title = Good to know
portal-standing = Sometimes the law makes us hold back part of a dossier. That can be so for anybody. That is why this sentence is on every page.
