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
        <h1>{{pageTitle}}</h1>
        <p class="lead">{{pageSummary}}</p>
        </header>
        <main id="main" tabindex="-1">
        <section aria-labelledby="verdict">
        <h2 id="verdict">Verdict</h2>
        {{#answers}}
        {{#answersTitle}}<h3><bdi>{{.}}</bdi></h3>{{/answersTitle}}
        {{#answersSummary}}
        <p class="faint">{{.}}</p>
        {{/answersSummary}}
        <ul class="verdicts">
        {{#firstVerdicts}}
        <li class="{{verdictKind}}">{{sentence}}</li>
        {{/firstVerdicts}}
        </ul>
        {{#hasMoreVerdicts}}
        <details>
        <summary>{{moreVerdictsTitle}}</summary>
        <ul class="verdicts">
        {{#moreVerdicts}}
        <li class="{{verdictKind}}">{{sentence}}</li>
        {{/moreVerdicts}}
        </ul>
        </details>
        {{/hasMoreVerdicts}}
        {{/answers}}
        {{#hasPageWarnings}}
        <ul class="warnings" aria-label="Warnings">
        {{#pageWarnings}}
        <li>{{.}}</li>
        {{/pageWarnings}}
        </ul>
        {{/hasPageWarnings}}
        </section>
        <nav aria-label="Contents">
        <ul>
        {{#contents}}
        <li><a href="#{{contentsTarget}}"><bdi>{{contentsText}}</bdi></a>
        {{#hasFewLinks}}
        <ul>{{#fewLinks}}<li><a href="#{{linkTarget}}"><bdi>{{linkText}}</bdi></a></li>{{/fewLinks}}</ul>
        {{/hasFewLinks}}
        {{#hasManyLinks}}
        <details>
        <summary>{{manyLinksTitle}}</summary>
        <ul>{{#manyLinks}}<li><a href="#{{linkTarget}}"><bdi>{{linkText}}</bdi></a></li>{{/manyLinks}}</ul>
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
        {{#methods}}
        <p>{{.}}</p>
        {{/methods}}
        {{#hasPageCommands}}
        <h3>How to make this again</h3>
        <pre tabindex="0" role="region" aria-label="Commands for this report"><code>{{#pageCommands}}{{.}}
        {{/pageCommands}}</code></pre>
        {{/hasPageCommands}}
        </section>
        </main>
        <footer>
        <p>Made by {{program}} from the run folders alone: the same folders give the same bytes.</p>
        </footer>
        </body>
        </html>

        """

    private static let set = """
        <section aria-labelledby="{{setAnchor}}">
        <h2 id="{{setAnchor}}"><bdi>{{setTitle}}</bdi></h2>
        {{#setDescription}}
        <p class="faint"><bdi>{{.}}</bdi></p>
        {{/setDescription}}
        {{#setTables}}
        {{> table}}
        {{/setTables}}
        {{#setFigures}}
        {{> figure}}
        {{/setFigures}}
        {{#hasSetFacts}}
        <h3>What these experiments share</h3>
        <dl>
        {{#setFacts}}
        <dt>{{factName}}</dt><dd>{{factValue}}</dd>
        {{/setFacts}}
        </dl>
        {{/hasSetFacts}}
        {{#experiments}}
        {{> experiment}}
        {{/experiments}}
        </section>

        """

    private static let experiment = """
        <article aria-labelledby="{{experimentAnchor}}">
        <h3 id="{{experimentAnchor}}"><bdi>{{experimentName}}</bdi></h3>
        <p>{{experimentSummary}}</p>
        {{#experimentDescription}}
        <p class="faint"><bdi>{{.}}</bdi></p>
        {{/experimentDescription}}
        {{#hasExperimentWarnings}}
        <ul class="warnings" aria-label="Warnings">
        {{#experimentWarnings}}
        <li>{{.}}</li>
        {{/experimentWarnings}}
        </ul>
        {{/hasExperimentWarnings}}
        {{#experimentFigures}}
        {{> figure}}
        {{/experimentFigures}}
        {{#hasExperimentFiles}}
        <p>Figures in its folder: {{#experimentFiles}}<a class="file" href="{{linkTarget}}"><bdi>{{linkText}}</bdi></a> {{/experimentFiles}}</p>
        {{/hasExperimentFiles}}
        {{#hasExperimentFacts}}
        <details>
        <summary>Machine, versions, hashes</summary>
        <dl>
        {{#experimentFacts}}
        <dt>{{factName}}</dt><dd>{{factValue}}</dd>
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
        <p class="caption" id="{{tableAnchor}}">{{caption}}</p>
        {{#isFolded}}<details><summary>{{foldTitle}}</summary>{{/isFolded}}
        <div class="scroll" tabindex="0" role="region" aria-labelledby="{{tableAnchor}}">
        <table aria-labelledby="{{tableAnchor}}">
        <thead>
        <tr>{{#columns}}<th scope="col" class="{{cellKind}}">{{cellText}}</th>{{/columns}}</tr>
        </thead>
        <tbody>
        {{#rows}}
        <tr>{{#rowName}}<th scope="row" class="{{cellKind}}"><bdi>{{cellText}}</bdi></th>{{/rowName}}{{#cells}}<td class="{{cellKind}}">{{cellText}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{#isFolded}}</details>{{/isFolded}}
        {{#tableNote}}
        <p class="note">{{.}}</p>
        {{/tableNote}}

        """

    private static let figure = """
        <figure id="{{figureAnchor}}">
        <div class="wide">{{#wide}}{{> drawing}}{{/wide}}</div>
        <div class="narrow">{{#narrow}}{{> drawing}}{{/narrow}}</div>
        <figcaption><b>{{figureLabel}} {{figureTitle}}.</b> {{figureCaption}}</figcaption>
        </figure>

        """

    private static let drawing = """
        <svg role="img" aria-label="{{alternative}}" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}">
        {{{elements}}}</svg>
        """
}
