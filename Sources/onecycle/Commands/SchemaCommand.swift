import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a spec: every key, its default and what it means.")

    func run() {
        Terminal.result(SpecSchema.jsonSchema)
    }
}
