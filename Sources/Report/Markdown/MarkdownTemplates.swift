import Mustache

/// The report as Markdown with tables, in GitHub's dialect. ``MarkdownText`` escapes every value except code blocks and
/// links, which are already safe.
enum MarkdownTemplates {
    /// The templates by their names.
    /// - Throws: if a template cannot be parsed.
    static func library() throws -> MustacheLibrary {
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
        var library = MustacheLibrary()
        let templates = ["report": report, "set": set, "experiment": experiment, "table": table, "figure": figure]
        for (name, text) in templates {
            try library.register("{{% CONTENT_TYPE: \(MarkdownText.name) }}\n" + text, named: name)
        }
        return library
    }

    private static let report = """
        # {{pageTitle}}

        {{pageSummary}}

        ## Verdict

        {{#answers}}
        {{#answersTitle}}
        ### {{.}}

        {{/answersTitle}}
        {{#answersSummary}}
        {{.}}

        {{/answersSummary}}
        {{#firstVerdicts}}
        - {{sentence}}
        {{/firstVerdicts}}
        {{#moreVerdicts}}
        - {{sentence}}
        {{/moreVerdicts}}

        {{#leadFigures}}
        {{> figure}}
        {{/leadFigures}}
        {{/answers}}
        {{#hasPageWarnings}}
        {{#pageWarnings}}
        > **Note:** {{text}}
        >
        {{/pageWarnings}}

        {{/hasPageWarnings}}
        {{#sets}}
        {{> set}}
        {{/sets}}
        ## How to read this

        {{#methods}}
        {{.}}

        {{/methods}}
        {{#pageCommandBlock}}
        How to make this again:

        {{{.}}}

        {{/pageCommandBlock}}
        Made by {{program}} from the run folders alone: the same folders give the same bytes.

        """

    private static let set = """
        ## {{setTitle}}

        {{#setDescription}}
        {{.}}

        {{/setDescription}}
        {{#setTables}}
        {{> table}}
        {{/setTables}}
        {{#setFigures}}
        {{> figure}}
        {{/setFigures}}
        {{#hasSetFacts}}
        What these experiments share:

        {{#setFacts}}
        - {{factName}}: {{factValue}}
        {{/setFacts}}

        {{/hasSetFacts}}
        {{#experiments}}
        {{> experiment}}
        {{/experiments}}

        """

    private static let experiment = """
        ### {{experimentName}}

        {{experimentSummary}}

        {{#experimentDescription}}
        {{.}}

        {{/experimentDescription}}
        {{#experimentWarnings}}
        > **Note:** {{text}}
        >
        {{/experimentWarnings}}

        {{#experimentFigures}}
        {{> figure}}
        {{/experimentFigures}}
        {{#hasExperimentFiles}}
        Figures in its folder:

        {{#experimentFiles}}
        - [{{linkText}}]({{{linkTarget}}})
        {{/experimentFiles}}

        {{/hasExperimentFiles}}
        {{#experimentFacts}}
        - {{factName}}: {{factValue}}
        {{/experimentFacts}}

        {{#experimentTables}}
        {{> table}}
        {{/experimentTables}}
        Spec, with every default written out:

        {{{specBlock}}}

        {{#commandBlock}}
        How to run it again:

        {{{.}}}

        {{/commandBlock}}

        """

    private static let table = """
        {{caption}}

        |{{#columns}} {{cellText}} |{{/columns}}
        |{{#columns}}{{{cellRule}}}|{{/columns}}
        {{#rows}}
        |{{#rowName}} {{cellText}} |{{/rowName}}{{#cells}} {{cellText}} |{{/cells}}
        {{/rows}}

        {{#tableNote}}
        {{.}}

        {{/tableNote}}

        """

    private static let figure = """
        ![{{alternative}}]({{{figurePath}}})

        **{{figureTitle}}.** {{figureCaption}}


        """
}
