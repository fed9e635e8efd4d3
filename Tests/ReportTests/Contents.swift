import Report

/// Reports to render.
enum Contents {
    /// A drawing as our canvas makes them: a clipped line, a picture, a text.
    static func drawing(_ id: String = "drawing-1-", inside: String = "") -> ReportFigure.Drawing {
        .init(
            width: 640, height: 420,
            elements: """
                <rect x="0" y="0" width="640" height="420" class="t1"/>
                <clipPath id="\(id)clip1"><rect x="10" y="10" width="600" height="400"/></clipPath>
                <g clip-path="url(#\(id)clip1)">
                <path d="M10 10l20 30" fill="none" class="t2"/>
                </g>
                <image x="1" y="1" width="2" height="2" href="data:image/png;base64,AAAA+/=="/>
                <text x="30" y="40" font-family="'DejaVu Sans', sans-serif" textLength="40">loss &lt; 1</text>
                \(inside)
                """)
    }

    /// - Parameter stem: makes the ids of its drawings unlike those of figures with the same name.
    static func figure(_ name: String = "one-cycle-loss", stem: String = "") -> ReportFigure {
        ReportFigure(
            name: name, title: "Loss", caption: "It falls from 2.3 to 0.1.", alternative: "Loss falls.",
            wide: drawing(stem + name + "-w-"), narrow: drawing(stem + name + "-n-"))
    }

    static let table = ReportTable(
        caption: "arms", columns: [.init("", .text), .init("n"), .init("hash", .code)],
        rows: [["one-cycle", "10", "ab"], ["constant", "10"]], note: "over seeds")

    static func experiment(_ name: String = "one-cycle", stem: String = "") -> ReportExperiment {
        ReportExperiment(
            name: name, description: "as it came", summary: "1cycle to lr 0.05", warnings: ["seed 3 diverged"],
            facts: [.init("Threads", "2")], tables: [table], figures: [figure(name + "-loss", stem: stem)],
            files: [.init("loss.png", path: name + "/loss.png")], spec: "{\n  \"name\": \"one-cycle\"\n}\n",
            commands: ["onecycle run one-cycle.json"])
    }

    static func set(_ title: String = "mnist, 2 epochs", experiments: [ReportExperiment]? = nil) -> ReportSet {
        let stem = title.filter(\.isLetter) + "-"
        return ReportSet(
            title: title, description: "what for", summary: "2 arms, 1 pair", facts: [.init("Data", "mnist")],
            verdicts: [.init("one-cycle beats constant by 1.2 points", .shown)], tables: [table],
            figures: [figure("differences", stem: stem)],
            experiments: experiments ?? [experiment(stem: stem), experiment("constant", stem: stem)])
    }

    static func report(_ sets: [ReportSet]? = nil) -> ReportContent {
        ReportContent(
            title: "Report of output", program: "onecycle 1.2.3", summary: "2 experiments, 20 runs",
            warnings: ["late: 3 of 5 seeds are trained"], sets: sets ?? [set()], methods: ["Intervals are 95 %."],
            commands: ["onecycle report output"], figureStyles: "  .t1 { fill: #ffffff; }\n")
    }
}
