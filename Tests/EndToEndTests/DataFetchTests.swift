import Foundation
import LoopbackServer
import TestSupport
import Testing

@Suite("data fetch")
struct DataFetchTests {
    private static let names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]
        .map { $0 + "-ubyte.gz" }

    @Test("mirrors that fail have a line each; then the call ends with 65 and leaves no file")
    func failing() throws {
        try Sandbox.with { box in
            let servers = [
                try LoopbackServer([:]), try LoopbackServer([Self.names[0]: .page]),
                try LoopbackServer([Self.names[0]: .stalled([UInt8](repeating: 1, count: 100), after: 0)]),
                try LoopbackServer([Self.names[0]: .whole(try gzip(Array("another file".utf8)))]),
            ]
            let mirrors = servers.flatMap { ["--mirror", $0.address] }
            let call = try box.start(["data", "fetch", "mnist", "--timeout", "4"] + mirrors).wait()
            #expect(call.exitCode == 65, "\(call)")
            #expect(call.stdout == "")
            #expect(
                call.errorLines == [
                    "\(servers[0].address)\(Self.names[0]): the server returned status 404",
                    "\(servers[1].address)\(Self.names[0]): the file received is a web page, not a gzip file",
                    "\(servers[2].address)\(Self.names[0]): stalled: less than 1 kB/s for 4 s",
                    "\(servers[3].address)\(Self.names[0]): the file received is the wrong file (its SHA-256 is "
                        + "100ef6a71bac..., not ba891046e650...)",
                ])
            #expect(box.names(in: "data/mnist") == [])
        }
    }

    @Test("without curl the addresses and the folder are named")
    func noCurl() throws {
        try Sandbox.with { box in
            let call = try box.onecycle("data", "fetch", "fashion_mnist", environment: ["PATH": "/nowhere"])
            #expect(call.exitCode == 65)
            #expect(call.errorLines.count == 1)
            for part in ["curl is not installed", "data/fashion_mnist: ", Self.names[3]] {
                #expect(call.stderr.contains(part))
            }
        }
    }

    @Test("Ctrl-C ends it at once with 130 and keeps what has come")
    func interrupt() throws {
        try Sandbox.with { box in
            let server = try LoopbackServer([
                Self.names[0]: .stalled([UInt8](repeating: 1, count: 1000), after: 700)
            ])
            let call = try box.start(["data", "fetch", "mnist", "--to", "here", "--mirror", server.address])
            #expect(eventually { (try? box.data("here/\(Self.names[0]).partial").count) == 700 })
            call.interrupt()
            let result = try call.wait()
            #expect(result.exitCode == 130, "\(result)")
            #expect(
                result.errorLines == ["interrupted; the next call resumes the download"])
            #expect(box.names(in: "here") == [Self.names[0] + ".partial"])
            #expect(try box.data("here/\(Self.names[0]).partial").count == 700)
        }
    }

    @Test("bad calls")
    func usage() throws {
        try Sandbox.with { box in
            for (arguments, line) in [
                (["mnist", "--mirror", "ftp://a"], "Error: --mirror ftp://a does not begin with http:// or https://"),
                (["mnist", "--timeout", "0"], "Error: --timeout 0 is not between 1 and 3600"),
                (["digits"], "Error: The value 'digits' is invalid for '<name>'"),
            ] {
                let call = try box.start(["data", "fetch"] + arguments).wait()
                #expect(call.exitCode == 64)
                #expect(call.errorLines.first?.hasPrefix(line) == true, "\(call)")
            }
            #expect(box.names(in: ".") == [])
        }
    }

    @Test(
        "MNIST comes from the second mirror, in two calls, and is used from there",
        .enabled(if: MNISTTests.directory != nil, "MNIST_DIR is not set, so there are no real files to serve"))
    func real() throws {
        let directory = try #require(MNISTTests.directory)
        let files = try Self.names.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\($0)"))) }
        try Sandbox.with { box in
            let server = try LoopbackServer(
                Dictionary(uniqueKeysWithValues: zip(Self.names, files.map { .whole($0) })))
            server.answer(Self.names[2], .cut(files[2], after: 1_000_000))
            let call = ["data", "fetch", "mnist_sample", "--mirror", server.address]
            let first = try box.start(call).wait()
            #expect(first.exitCode == 65, "\(first)")
            #expect(
                first.errorLines == [
                    "mnist_sample is a part of mnist; downloading mnist",
                    "\(server.address)\(Self.names[2]): cut off after 1000000 bytes, which are kept",
                ])
            server.answer(Self.names[2], .whole(files[2]))
            let second = try box.start(call).wait()
            #expect(second.exitCode == 0, "\(second)")
            #expect(second.errorLines.count == 1)
            #expect(
                second.outputLines == [
                    "data/mnist/\(Self.names[0]): up to date",
                    "data/mnist/\(Self.names[1]): up to date",
                    "data/mnist/\(Self.names[2]): fetched from \(server.address)\(Self.names[2])",
                    "data/mnist/\(Self.names[3]): fetched from \(server.address)\(Self.names[3])",
                ])
            #expect(server.requests.map(\.from) == [nil, nil, nil, 1_000_000, nil])
            #expect(box.names(in: "data/mnist") == Self.names.sorted())
            let list = try box.onecycle("data", "list")
            #expect(list.outputLines.filter { $0.hasSuffix("  ./data/mnist") }.count == 2, "\(list)")
        }
    }
}
