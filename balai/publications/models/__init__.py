"""Tables of the village's site."""

from balai.publications.models.articles import Article, ArticleVersion
from balai.publications.models.corrections import Correction
from balai.publications.models.information import InformationEntry
from balai.publications.models.links import Link, LinkCount
from balai.publications.models.pictures import Picture

__all__ = ["Article", "ArticleVersion", "Correction", "InformationEntry", "Link", "LinkCount", "Picture"]
