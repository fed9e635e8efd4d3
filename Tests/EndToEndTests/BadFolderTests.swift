import Foundation
import TestSupport
import Testing

@Suite("Bad folders of pictures")
struct BadFolderTests {
    /// Spoils a good folder and calls `run`, which is expected to end with 65, one line that names `file`, and nothing
    /// written.
    private func line(
        naming file: String, _ keys: [String: String] = TinySpec.pictures, _ spoil: (Sandbox) throws -> Void
    ) throws -> String {
        try Sandbox.with { box in
            try TinyPictures().write(to: box)
            try spoil(box)
            try box.write(TinySpec.text(keys), to: "tiny.json")
            let call = try box.onecycle("run", "tiny.json")
            #expect(call.exitCode == 65, "\(call)")
            #expect(call.errorLines.count == 1, "\(call)")
            #expect(call.stdout == "")
            #expect(!box.exists("output"))
            #expect(call.errorLines.first?.contains(file) == true, "\(call)")
            return call.errorLines.first ?? ""
        }
    }

    @Test("a checksum that is wrong, wherever the picture stands", arguments: ["a/0.png", "b/19.png"])
    func checksum(name: String) throws {
        let line = try line(naming: "pictures/\(name): not a valid PNG file (") { box in
            var file = try box.data("pictures/" + name)
            file[file.count - 20] ^= 1
            try box.write(file, to: "pictures/" + name)
        }
        #expect(line.hasSuffix("); replace or remove it"))
    }

    @Test("a file that is cut off, empty, or text", arguments: [90, 20, 0])
    func cutOff(count: Int) throws {
        let end = "pictures/a/7.png: not a valid PNG file ("
        _ = try line(naming: end) { box in
            try box.write(try box.data("pictures/a/7.png").prefix(count), to: "pictures/a/7.png")
        }
        _ = try line(naming: end) { try $0.write("no picture", to: "pictures/a/7.png") }
    }

    @Test("a small file that claims 60,000 x 60,000 pixels", arguments: ["a/0.png", "b/7.png"])
    func bomb(name: String) throws {
        let line = try line(naming: "pictures/\(name): ") { box in
            var bomb = PNGPicture(height: 60_000, width: 60_000, samples: []).file
            bomb += Array(repeating: 0, count: 100)
            try box.write(bomb, to: "pictures/" + name)
        }
        #expect(line.hasSuffix("60000 x 60000 pixels, the maximum is 67108864 pixels; reduce it"))
    }

    @Test("an empty class, and one class only")
    func classes() throws {
        _ = try line(naming: "pictures/c: no pictures of this class") { try $0.makeFolder("pictures/c") }
        _ = try line(naming: "pictures: only one class, \"a\"") { try $0.remove("pictures/b") }
        _ = try line(naming: "pictures: no class folders") { box in
            try box.remove("pictures/a")
            try box.remove("pictures/b")
        }
    }

    @Test("what is no picture among the pictures")
    func others() throws {
        _ = try line(naming: "pictures/a/readme.txt: not a PNG file") { try $0.write("x", to: "pictures/a/readme.txt") }
        _ = try line(naming: "pictures/a/more: a folder in a class folder") { try $0.makeFolder("pictures/a/more") }
        _ = try line(naming: "pictures/b/x.png: a folder in a class folder") { try $0.makeFolder("pictures/b/x.png") }
    }

    @Test("links that lead nowhere or around in circles", arguments: ["x.png", "nowhere.png", ".."])
    func links(target: String) throws {
        _ = try line(naming: "pictures/b/x.png: ") { box in
            try FileManager.default.createSymbolicLink(
                atPath: box.path("pictures/b/x.png"), withDestinationPath: target)
        }
    }

    @Test("pipes and devices among the pictures, which reading would wait for")
    func special() throws {
        _ = try line(naming: "pictures/b/x.png: not a PNG file in a class folder") { box in
            #expect(mkfifo(box.path("pictures/b/x.png"), 0o600) == 0)
        }
        _ = try line(naming: "pictures/b/x.png: not a PNG file in a class folder") { box in
            try FileManager.default.createSymbolicLink(
                atPath: box.path("pictures/b/x.png"), withDestinationPath: "/dev/zero")
        }
    }

    /// A file whose reading fails for root, too: memory at an unmapped address.
    @Test(
        "a file that the system does not read",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "there is no /proc"))
    func failing() throws {
        _ = try line(naming: "pictures/b/x.png: ") { box in
            try FileManager.default.createSymbolicLink(
                atPath: box.path("pictures/b/x.png"), withDestinationPath: "/proc/self/mem")
        }
    }

    @Test("a file that may not be read", .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() throws {
        _ = try line(naming: "pictures/b/3.png: cannot be read: Permission denied") { box in
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: box.path("pictures/b/3.png"))
        }
    }

    @Test("sizes that differ")
    func sizes() throws {
        let line = try line(naming: "pictures/b/3.png: 2 x 1 pixels (height x width), but ") { box in
            try box.write(PNGPicture(height: 2, width: 1, samples: [1, 2]).file, to: "pictures/b/3.png")
        }
        #expect(line.hasSuffix("pictures/a/0.png has 10 x 12; set data.resize to resize all images"))
    }

    @Test("train and valid of other classes, and train alone")
    func parts() throws {
        _ = try line(naming: "pictures/valid: classes missing: \"b\"", TinySpec.pairedPictures) { box in
            for part in ["train", "valid"] { try TinyPictures(count: 9).write(to: box, folder: "pictures/" + part) }
            try box.remove("pictures/valid/b")
        }
        _ = try line(naming: "pictures: has train but neither valid nor test", TinySpec.pairedPictures) { box in
            try TinyPictures(count: 9).write(to: box, folder: "pictures/train")
        }
    }

    @Test("a folder that is not there, and one with nothing to validate on")
    func missing() throws {
        _ = try line(naming: "pictures: cannot be read: No such file or directory") { try $0.remove("pictures") }
        let line = try line(naming: "tiny.json:2: data.valid_split", TinySpec.pairedPictures) { _ in }
        #expect(line.contains("has no validation images"))
    }

    @Test("a share that leaves nothing to train on, or holds out nothing", arguments: ["0.99", "0.001"])
    func share(fraction: String) throws {
        let keys = TinySpec.pictures.merging([
            "data": "{\"source\": \"folder\", \"path\": \"pictures\", \"valid_split\": {\"fraction\": \(fraction)}}"
        ]) { $1 }
        let line = try line(naming: "tiny.json:2: data.valid_split.fraction: ", keys) { _ in }
        #expect(line.contains("of the 40 training images of data.source folder"))
    }

    @Test("IDX files that disagree, or hold one class")
    func idx() throws {
        let keys = TinySpec.pictures.merging([
            "data": #"{"source": "idx", "path": "own", "valid_split": {"fraction": 0.25}, "batch_size": 8}"#
        ]) { $1 }
        let labels = "own/train-labels-idx1-ubyte"
        func spoil(_ content: [UInt8]) -> (Sandbox) throws -> Void {
            { box in
                try TinyDigits(labels: [0, 1]).write(to: box, folder: "own")
                try box.remove("own/t10k-images-idx3-ubyte")
                try box.remove("own/t10k-labels-idx1-ubyte")
                try box.write(TestSupport.idx([content.count], content), to: labels)
            }
        }
        _ = try line(naming: "\(labels): 100 labels, but ", keys, spoil((0..<100).map { $0 % 2 }))
        _ = try line(naming: "\(labels): all labels are 1; ", keys, spoil(Array(repeating: 1, count: 101)))
    }
}
