import Foundation
import Testing

@Suite("Output folders that cannot be written")
struct OutputFolderTests {
    @Test("a file in the way is one clear line and exit 1", arguments: ["run", "find", "schedule"])
    func fileInTheWay(command: String) throws {
        try Sandbox.with { box in
            try box.prepare()
            try box.write("", to: "taken")
            for output in ["taken", "taken/below"] {
                let call = try box.onecycle(command, "tiny.json", "--output", output)
                #expect(call.exitCode == 1, "\(call)")
                #expect(call.errorLines.count == 1, "\(call)")
                let line = call.errorLines.first ?? ""
                let folder = command == "schedule" ? "figures" : "tiny"
                #expect(line.contains("\(output)/\(folder): cannot be written: "), "\(line)")
                #expect(line.hasSuffix("; choose another folder with --output"))
                #expect(!line.contains("the system refused"), "\(line)")
                #expect(call.stdout == "")
            }
            #expect(try box.data("taken").isEmpty)
        }
    }

    @Test("a run's own files in the way fail what needs them, and are named")
    func folderInTheWay() throws {
        try Sandbox.with { box in
            try box.prepare()
            try box.makeFolder("output/tiny/lr_finder.csv/x")
            let find = try box.onecycle("find", "tiny.json")
            #expect(find.exitCode == 1, "\(find)")
            #expect(find.errorLines.count == 1)
            #expect(
                find.errorLines.first?.hasPrefix("tiny: failed: output/tiny/lr_finder.csv: cannot be written: ") == true
            )
            #expect(find.stdout == "")

            let run = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(run.exitCode == 1)
            #expect(run.errorLines.count == 1)
            #expect(box.names(in: "output/tiny/seed-1") == RunFolderTests.seedFiles)
        }
    }

    @Test("a schedule's file that cannot be written is one clear line and exit 1")
    func csv() throws {
        try Sandbox.with { box in
            try box.prepare()
            let call = try box.onecycle("schedule", "tiny.json", "--csv", "nowhere/a.csv")
            #expect(call.exitCode == 1)
            #expect(call.errorLines.count == 1, "\(call)")
            #expect(call.errorLines.first?.contains("nowhere/a.csv: cannot be written: ") == true)
            #expect(call.errorLines.first?.contains("--output") == false)
        }
    }
}
