"""The words by which an application is found."""

from balai.applications.models import Application, ApplicationWord
from balai.residents.spelling import name_words


def remember_words(application: Application) -> None:
    """Write down the words of the applicant's name, in place of those written before."""
    longest = ApplicationWord._meta.get_field("word").max_length
    words = dict.fromkeys(word[:longest] for word in name_words(application.applicant_name))
    ApplicationWord.objects.filter(application=application).delete()
    ApplicationWord.objects.bulk_create(ApplicationWord(application=application, word=word) for word in words)
