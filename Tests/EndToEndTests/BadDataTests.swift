import Foundation
import TestSupport
import Testing

@Suite("Bad data")
struct BadDataTests {
    /// Calls `run`, which is expected to end with 65, one line, and nothing written.
    private func line(_ box: Sandbox, _ arguments: String..., environment: [String: String] = [:]) throws -> String {
        let call = try box.start(["run", "tiny.json"] + arguments, environment: environment).wait()
        #expect(call.exitCode == 65, "\(call)")
        #expect(call.errorLines.count == 1, "\(call)")
        #expect(call.stdout == "")
        #expect(!box.exists("output"))
        return call.errorLines.first ?? ""
    }

    @Test("files that are not there are named, with the places and what would do")
    func missing() throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "tiny.json")
            let stems =
                "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte"
            #expect(
                try line(box)
                    == "mnist_sample: no \(stems) (plain or .gz) in ./data, ./data/mnist; run onecycle data fetch "
                    + "mnist_sample, give --data DIR or set MNIST_DIR, or set data.source to digits_sample, which needs no files"
            )
            #expect(
                try line(box, "--data", "here") == "mnist_sample: no \(stems) (plain or .gz) in here, here/mnist; set "
                    + "--data to their folder")
            #expect(
                try line(box, environment: ["MNIST_DIR": "there"])
                    == "mnist_sample: no \(stems) (plain or .gz) in there, "
                    + "there/mnist; set MNIST_DIR to their folder, or unset it")
            try TinyDigits().write(to: box)
            try box.remove("data/t10k-labels-idx1-ubyte")
            #expect(try line(box).hasPrefix("mnist_sample: no t10k-labels-idx1-ubyte (plain or .gz) in ./data"))
        }
    }

    @Test("files that are cut off, of another kind or of another set are named", arguments: [false, true])
    func broken(isGzipped: Bool) throws {
        try Sandbox.with { box in
            try box.write(TinySpec.text(), to: "tiny.json")
            let suffix = isGzipped ? ".gz" : ""
            let images = "data/train-images-idx3-ubyte" + suffix
            let labels = "data/train-labels-idx1-ubyte" + suffix
            let whole = 16 + 101 * 784
            func pack(_ bytes: [UInt8]) throws -> [UInt8] { isGzipped ? try gzip(bytes) : bytes }

            try TinyDigits(isGzipped: isGzipped).write(to: box)
            let good = try box.data(images)
            try box.write(good.prefix(good.count / 2), to: images)
            let cutOff = try line(box)
            #expect(cutOff.hasPrefix("./\(images): "))
            #expect(cutOff.contains("cut off") && cutOff.contains("\(whole)"), "\(cutOff)")

            try box.write(try box.data(labels), to: images)
            #expect(
                try line(box) == "./\(images): not the expected IDX file; it starts with 00 00 08 01, not with "
                    + "00 00 08 03; check that images and labels are not swapped, or fetch the file again")

            try box.write(Data(), to: images)
            #expect(try line(box).hasPrefix("./\(images): "))

            try box.write(good, to: images)
            try box.write(pack(idx([100], Array(repeating: 3, count: 100))), to: labels)
            #expect(
                try line(box)
                    == "./\(labels): 100 labels, but ./\(images) has 101 images; use files of one set")

            try box.write(pack(idx([101], Array(repeating: 12, count: 101))), to: labels)
            #expect(
                try line(box) == "./\(labels): label 0 (from 0) is 12, but there are 10 classes; fetch the file again")
        }
    }

    @Test("gzipped files give the training of plain ones")
    func gzipped() throws {
        try Sandbox.with { box in
            try box.prepare()
            try TinyDigits(isGzipped: true).write(to: box, folder: "gz/mnist")
            #expect(try box.onecycle("run", "tiny.json", "--output", "plain").exitCode == 0)
            #expect(try box.onecycle("run", "tiny.json", "--output", "gzipped", "--data", "gz").exitCode == 0)
            #expect(differences(try box.results(in: "plain"), try box.results(in: "gzipped")) == [])
        }
    }

    @Test("a run folder outlives a call whose data is bad")
    func kept() throws {
        try Sandbox.with { box in
            try box.prepare()
            #expect(try box.onecycle("run", "tiny.json").exitCode == 0)
            let before = try box.files(in: "output")
            let call = try box.onecycle("run", "tiny.json", "--set", "epochs=3", "--data", "nowhere")
            #expect(call.exitCode == 65)
            #expect(differences(try box.files(in: "output"), before) == [])
        }
    }
}
