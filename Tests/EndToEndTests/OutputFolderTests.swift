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

    @Test("a folder in the place of a run's file moves to the history")
    func folderInTheWay() throws {
        try Sandbox.with { box in
            try box.prepare()
            try box.write("mine", to: "output/tiny/lr_finder.csv/x")
            let find = try box.onecycle("find", "tiny.json", "--quiet")
            #expect(find.exitCode == 0, "\(find)")
            #expect(find.errorLines.count == 1)
            #expect(find.errorLines.first?.contains(" moved to output/.history/tiny/1") == true)
            #expect(try box.text("output/.history/tiny/1/lr_finder.csv/x") == "mine")

            let run = try box.onecycle("run", "tiny.json", "--quiet")
            #expect(run.exitCode == 0 && run.errorLines.isEmpty, "\(run)")
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
