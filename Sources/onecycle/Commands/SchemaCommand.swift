import ArgumentParser
import Specs

/// `onecycle schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a spec: every key, its default and its meaning.")

    func run() {
        Terminal.result(SpecSchema.jsonSchema)
    }
}
