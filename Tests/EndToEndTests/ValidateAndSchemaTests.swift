import Foundation
import Testing

@Suite("onecycle validate and schema")
struct ValidateAndSchemaTests {
    @Test("good specs are named with their size, and nothing is loaded or written")
    func good() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "a.json")
            try box.write(#"{"schedule": {"type": "one_cycle", "lr_max": 0.05}}"#, to: "b.json")
            let call = try box.onecycle("validate", "a.json", "b.json")
            #expect(call.exitCode == 0)
            #expect(
                call.outputLines == [
                    "a: good: 3058 parameters, 1cycle (documented) to lr 0.05, 2 epochs, mnist_sample, 2 seeds",
                    "b: good: 3930 parameters, 1cycle (documented) to lr 0.05, 2 epochs, digits, 1 seed",
                ])
            #expect(call.stderr == "")
            #expect(box.names(in: ".") == ["a.json", "b.json"])
        }
    }

    @Test("all problems of all specs come at once")
    func bad() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "good.json")
            try box.write(TinySpec.text(["epochs": "0", "steps": "5", "seed": "1"]), to: "a.json")
            try box.write(TinySpec.text(["model": #"{"channels": [1, 8, 2]}"#]), to: "b.json")
            let call = try box.onecycle("validate", "good.json", "a.json", "b.json")
            #expect(call.exitCode == 65)
            #expect(call.errorLines.filter { $0.hasPrefix("a.json:") }.count == 2, "\(call)")
            #expect(
                call.errorLines.last == "b.json:5: model.channels: [1, 8, 2] does not begin with 3, the image channels "
                    + "of data.source mnist_sample")
            #expect(call.stdout == "")
        }
    }

    @Test("the specs of the project are good")
    func experiments() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("experiments")
        let specs = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(specs.count >= 4)
        try Sandbox.with { box in
            let call = try box.start(["validate"] + specs.sorted().map { folder.path + "/" + $0 }).wait()
            #expect(call.exitCode == 0, "\(call)")
            #expect(call.outputLines.count == specs.count)
        }
    }

    @Test("the schema is JSON that documents every key")
    func schema() throws {
        try Sandbox.with { box in
            let call = try box.onecycle("schema")
            #expect(call.exitCode == 0)
            #expect(call.stderr == "")
            let object = try JSONSerialization.jsonObject(with: Data(call.stdout.utf8))
            let schema = try #require(object as? [String: Any])
            let properties = try #require(schema["properties"] as? [String: Any])
            let keys = [
                "arms", "baseline", "checkpoint", "data", "description", "dpi", "epochs", "figures", "formats", "grid",
                "keep_best", "lr_finder", "medium", "model", "name", "optimizer", "precision", "record", "schedule",
                "seeds",
                "smoothing", "steps", "study_record", "theme",
            ]
            #expect(properties.keys.sorted() == keys)
            #expect(schema["required"] as? [String] == ["schedule"])
        }
    }
}
