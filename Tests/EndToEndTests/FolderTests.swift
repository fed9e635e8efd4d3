import Foundation
import TestSupport
import Testing

@Suite("Folders of pictures")
struct FolderTests {
    @Test("a folder is trained on, and a second call gives the same from what was kept of it")
    func run() throws {
        try Sandbox.with { box in
            try TinyPictures().write(to: box)
            let picture = "pictures/b/3.png"
            func touch() throws {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: box.path(picture))
            }
            try touch()
            try box.write(TinySpec.text(TinySpec.pictures), to: "tiny.json")
            let call = try box.onecycle("run", "tiny.json")
            #expect(call.exitCode == 0, "\(call)")
            #expect(Table(try box.text("output/tiny/seed-0/steps.csv")).rows.count == 2 * (30 / 8))
            #expect(box.names(in: "output/.cache").count == 1)
            #expect(try box.onecycle("predict", "output/tiny/seed-0").outputLines.count == 11)

            let first = try box.results(in: "output/tiny")
            try box.remove("output/tiny")
            // Not opened again: that this is no picture any more is not seen.
            try box.write(Data(repeating: 7, count: try box.data(picture).count), to: picture)
            try touch()
            let second = try box.onecycle("run", "tiny.json")
            #expect(second.exitCode == 0, "\(second)")
            #expect(differences(try box.results(in: "output/tiny"), first) == [])
        }
    }

    @Test("train and valid, resized, in three channels, standardized")
    func options() throws {
        try Sandbox.with { box in
            try TinyPictures().write(to: box, folder: "specs/pictures/train")
            try TinyPictures(count: 3, height: 9, width: 9).write(to: box, folder: "specs/pictures/valid", seed: 2)
            // The path begins at the spec's folder.
            try box.write(TinySpec.text(TinySpec.pairedPictures), to: "specs/tiny.json")
            let call = try box.onecycle(
                "run", "specs/tiny.json", "--name", "tiny", "--set", "data.resize=[8,8]", "--set", "data.channels=3",
                "--set",
                "data.normalize=standard", "--set", "model.channels=[3,8,2]")
            #expect(call.exitCode == 0, "\(call)")
            // A run folder's path to its data is valid from there, too.
            let again = try box.onecycle("validate", "output/tiny/spec.json")
            #expect(again.exitCode == 0, "\(again)")
        }
    }

    @Test("a changed picture is another training; an unchanged folder is complete")
    func fingerprint() throws {
        try Sandbox.with { box in
            try TinyPictures().write(to: box)
            try box.write(TinySpec.text(TinySpec.pictures), to: "tiny.json")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let first = try box.files(in: "output/tiny")
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(differences(try box.files(in: "output/tiny"), first) == [])
            try box.write(
                PNGPicture(height: 10, width: 12, samples: Array(repeating: 9, count: 120)).file, to: "pictures/a/0.png"
            )
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            #expect(differences(try box.files(in: "output/tiny"), first).contains("seed-0/steps.csv"))
        }
    }
}
