"""What an application asks (*formulir permohonan*): tables that are data, and pure functions over form and answers.

A form is a plain table: `shipped_form(service_slug)` gives one that comes with Balai, `letter_form(definition)` makes
one of a kind of letter. Whoever keeps an application keeps the table; `read_form(content)` reads it again at any time.

Answers are one flat mapping of plain JSON values, as `core.question_forms` gives them. Beside what the form asks it
holds the answers to the requirement finder, under the names of the standard (`form.case` lists them), and what is known
of whoever applies, under `applicant__full_name`, `…nik`, `…kk`, `…birth_date`, `…phone`, `…email`: nothing of that is
asked again. What is said of a person is named after them: `mother__nik`, `baby2__full_name`.

- `reading.read_form(content) -> ApplicationForm`; raises `DefinitionProblem`
- `shipped.shipped_form(service_slug) -> dict | None`, `shipped.shipped_slugs()`
- `letter_forms.letter_form(definition) -> dict`
- `asking.asked_steps(form, answers) -> tuple[AskedStep, ...]`: what is asked after these answers, persons counted out;
  each step's `questions` go to `core.question_forms.question_form`
- `asking.kept(form, answers) -> dict`: the answers without those to what is no longer asked
- `asking.suggested(step, answers) -> dict`: what a step is filled in with before anybody answered it
- `people.from_register(step, resident, words, on) -> dict`: the answers that the register gives about a step's person
- `checking.problems(form, answers, *, today) -> list[Problem]`: `question`, `sentence`, `law`, `blocks`
- `definition.is_specific(question) -> bool`: an answer that only `Permission.READ_DISABILITY` may see
- `documents.required_documents(form, standard, answers, *, on) -> list[RequiredDocument]`
- `sheets.sheets(form, answers, *, today) -> list[Sheet]`: the statutory sheets of these answers
- `filling.fill(sheet, *, village, identity, at, people=…, family=…) -> bytes`: one of them as PDF
- `events.life_events(form, answers, *, today) -> list[ProposedEvent]`: what a finished application changes in the
  register, for an officer to confirm
"""
