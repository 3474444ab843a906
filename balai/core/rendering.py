"""How forms become HTML: `{{ form }}` and `{{ form.name.as_field_group }}` give our own markup."""

from django.forms.renderers import TemplatesSetting


class BalaiRenderer(TemplatesSetting):
    """Django's renderer with our templates for a whole form and for one field (setting `FORM_RENDERER`)."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
