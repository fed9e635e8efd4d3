import Mustache

/// The page's markup. ``HTMLText`` escapes every value. Only the figures' drawings and their styles are included as they
/// are, since they come from our own canvas.
enum PageTemplates {
    /// The templates by their names.
    /// - Throws: if one of them could not be read.
    static func library() throws -> MustacheLibrary {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var library = MustacheLibrary()
        for (name, text) in [
            "page": page, "set": set, "experiment": experiment, "table": table, "figure": figure, "drawing": drawing,
        ] {
            try library.register("{{% CONTENT_TYPE: \(HTMLText.name) }}\n" + text, named: name)
        }
        return library
    }

    /// No network, no scripts, no frames, no forms: whatever slipped in could not act.
    static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="{{program}}">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>{{pageTitle}}</title>
        <style>
        \(Stylesheet.text)
        {{{figureStyles}}}</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the results</a>
        <header>
        <h1>{{{pageTitleMarkup}}}</h1>
        <p class="lead">{{{pageSummaryMarkup}}}</p>
        </header>
        <main id="main" tabindex="-1">
        <section aria-labelledby="verdict">
        <h2 id="verdict">Verdict</h2>
        {{#answers}}
        {{#answersTitleMarkup}}<h3><bdi>{{{.}}}</bdi></h3>{{/answersTitleMarkup}}
        <div class="answers{{#hasLead}} led{{/hasLead}}">
        <div>
        <ul class="verdicts">
        {{#firstVerdicts}}
        <li class="{{verdictKind}}">{{{sentenceMarkup}}}</li>
        {{/firstVerdicts}}
        </ul>
        {{#answersSummaryMarkup}}
        <p class="faint">{{{.}}}</p>
        {{/answersSummaryMarkup}}
        {{#hasMoreVerdicts}}
        <details>
        <summary>{{moreVerdictsTitle}}</summary>
        <ul class="verdicts">
        {{#moreVerdicts}}
        <li class="{{verdictKind}}">{{{sentenceMarkup}}}</li>
        {{/moreVerdicts}}
        </ul>
        </details>
        {{/hasMoreVerdicts}}
        </div>
        {{#leadFigures}}
        {{> figure}}
        {{/leadFigures}}
        </div>
        {{/answers}}
        {{#hasPageWarnings}}
        <ul class="warnings" aria-label="Warnings">
        {{#pageWarnings}}
        <li>{{{textMarkup}}}</li>
        {{/pageWarnings}}
        </ul>
        {{/hasPageWarnings}}
        </section>
        <nav aria-label="Contents">
        <ul>
        {{#contents}}
        <li><a href="#{{contentsTarget}}"><bdi>{{{contentsMarkup}}}</bdi></a>
        {{#hasFewLinks}}
        <ul>{{#fewLinks}}<li><a href="#{{linkTarget}}"><bdi>{{{linkMarkup}}}</bdi></a></li>{{/fewLinks}}</ul>
        {{/hasFewLinks}}
        {{#hasManyLinks}}
        <details>
        <summary>{{manyLinksTitle}}</summary>
        <ul>{{#manyLinks}}<li><a href="#{{linkTarget}}"><bdi>{{{linkMarkup}}}</bdi></a></li>{{/manyLinks}}</ul>
        </details>
        {{/hasManyLinks}}
        </li>
        {{/contents}}
        </ul>
        </nav>
        {{#sets}}
        {{> set}}
        {{/sets}}
        <section aria-labelledby="methods">
        <h2 id="methods">How to read this</h2>
        <div class="prose">
        {{#methods}}
        <p>{{.}}</p>
        {{/methods}}
        </div>
        {{#hasPageCommands}}
        <h3>How to make this again</h3>
        <pre tabindex="0" role="region" aria-label="Commands for this report"><code>{{#pageCommands}}{{.}}
        {{/pageCommands}}</code></pre>
        {{/hasPageCommands}}
        </section>
        </main>
        <p class="paper">Further verdicts and figures, long tables, seeds, specs, hashes and commands are in the file of this page.</p>
        <footer>
        <p>Made by {{program}} from the run folders alone: the same folders give the same bytes.</p>
        </footer>
        </body>
        </html>

        """

    private static let set = """
        <section aria-labelledby="{{setAnchor}}">
        <h2 id="{{setAnchor}}"><bdi>{{{setTitleMarkup}}}</bdi></h2>
        {{#setDescriptionMarkup}}
        <p class="faint"><bdi>{{{.}}}</bdi></p>
        {{/setDescriptionMarkup}}
        {{#hasSetTables}}
        <div class="tables">
        {{#setTables}}
        {{> table}}
        {{/setTables}}
        </div>
        {{/hasSetTables}}
        {{#hasSetFigures}}
        <div class="figures">
        {{#setFigures}}
        {{> figure}}
        {{/setFigures}}
        </div>
        {{/hasSetFigures}}
        {{#hasSetFacts}}
        <h3>What these experiments share</h3>
        <dl>
        {{#setFacts}}
        <dt>{{factName}}</dt><dd>{{{factMarkup}}}</dd>
        {{/setFacts}}
        </dl>
        {{/hasSetFacts}}
        {{#experiments}}
        {{> experiment}}
        {{/experiments}}
        </section>

        """

    private static let experiment = """
        <article{{^hasExperimentFigures}} class="bare"{{/hasExperimentFigures}} aria-labelledby="{{experimentAnchor}}">
        <h3 id="{{experimentAnchor}}"><bdi>{{{experimentNameMarkup}}}</bdi></h3>
        <p>{{{experimentSummaryMarkup}}}</p>
        {{#experimentDescriptionMarkup}}
        <p class="faint"><bdi>{{{.}}}</bdi></p>
        {{/experimentDescriptionMarkup}}
        {{#hasExperimentWarnings}}
        <ul class="warnings" aria-label="Warnings">
        {{#experimentWarnings}}
        <li>{{{textMarkup}}}</li>
        {{/experimentWarnings}}
        </ul>
        {{/hasExperimentWarnings}}
        {{#hasExperimentFigures}}
        <div class="figures">
        {{#experimentFigures}}
        {{> figure}}
        {{/experimentFigures}}
        </div>
        {{/hasExperimentFigures}}
        {{#hasExperimentFiles}}
        <p>Figures in its folder: {{#experimentFiles}}<a class="file" href="{{linkTarget}}"><bdi>{{{linkMarkup}}}</bdi></a> {{/experimentFiles}}</p>
        {{/hasExperimentFiles}}
        {{#hasExperimentFacts}}
        <details>
        <summary>Machine, versions, hashes</summary>
        <dl>
        {{#experimentFacts}}
        <dt>{{factName}}</dt><dd>{{{factMarkup}}}</dd>
        {{/experimentFacts}}
        </dl>
        </details>
        {{/hasExperimentFacts}}
        {{#hasExperimentTables}}
        <details>
        <summary>Seeds</summary>
        {{#experimentTables}}
        {{> table}}
        {{/experimentTables}}
        </details>
        {{/hasExperimentTables}}
        <details>
        <summary>Spec, with every default written out</summary>
        <pre tabindex="0" role="region" aria-label="Spec of {{experimentName}}"><code>{{spec}}</code></pre>
        </details>
        {{#hasCommands}}
        <details>
        <summary>How to run it again</summary>
        <pre tabindex="0" role="region" aria-label="Commands for {{experimentName}}"><code>{{#commands}}{{.}}
        {{/commands}}</code></pre>
        </details>
        {{/hasCommands}}
        </article>

        """

    private static let table = """
        <div class="table">
        <p class="caption" id="{{tableAnchor}}">{{{captionMarkup}}}</p>
        {{#isFolded}}<details><summary>{{foldTitle}}</summary>{{/isFolded}}
        <div class="scroll" tabindex="0" role="region" aria-labelledby="{{tableAnchor}}">
        <table aria-labelledby="{{tableAnchor}}">
        <thead>
        <tr>{{#columns}}<th scope="col" class="{{cellKind}}">{{{cellMarkup}}}</th>{{/columns}}</tr>
        </thead>
        <tbody>
        {{#rows}}
        <tr>{{#rowName}}<th scope="row" class="{{cellKind}}"><bdi>{{{cellMarkup}}}</bdi></th>{{/rowName}}{{#cells}}<td class="{{cellKind}}">{{{cellMarkup}}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{#isFolded}}</details>{{/isFolded}}
        {{#tableNote}}
        <p class="note">{{.}}</p>
        {{/tableNote}}
        </div>

        """

    private static let figure = """
        <figure id="{{figureAnchor}}">
        <div class="wide">{{#wide}}{{> drawing}}{{/wide}}</div>
        <div class="narrow">{{#narrow}}{{> drawing}}{{/narrow}}</div>
        <figcaption><b>{{figureLabel}} {{{figureTitleMarkup}}}.</b> {{{figureCaptionMarkup}}}</figcaption>
        </figure>

        """

    private static let drawing = """
        <svg role="img" aria-label="{{alternative}}" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}">
        {{{elements}}}</svg>
        """
}
