import JSON
import Plotting

extension SpecSchema {
    /// What figures look like: keys of the whole spec.
    static let look: [Entry] = [
        .field(
            Field(
                key: "theme", shape: .choice(Theme.Ground.allCases.map(\.rawValue)), presence: .value("light"),
                documentation: "The figures' ground: dark lines on white, or light lines on a dark page.",
                decidesTraining: false)),
        .field(
            Field(
                key: "medium", shape: .choice(Theme.Medium.allCases.map(\.rawValue)), presence: .value("screen"),
                documentation: "What figures are read on: a screen, one column of a paper (85 mm), both (180 mm), or a "
                    + "slide. Decides their type, lines and size.", decidesTraining: false)),
        .field(
            Field(
                key: "dpi", shape: .integer(FigureLook.dpiRange),
                presence: .computed(note: "144; on paper 300") { values in
                    values.string("medium").flatMap(Theme.Medium.init).map { .number(Double($0.dpi)) }
                },
                documentation: "Pixels an inch of PNG files.", aliases: ["resolution"], decidesTraining: false)),
    ]
}

extension FigureLook {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(
            ground: try values.choice("theme"), medium: try values.choice("medium"), dpi: try values.int("dpi"))
    }
}
