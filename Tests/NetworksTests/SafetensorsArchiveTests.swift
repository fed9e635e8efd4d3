import Foundation
import Networks
import OneDNN
import Testing

@Suite("Archives of tensors")
struct SafetensorsArchiveTests {
    private let archive = SafetensorsArchive(
        notes: [.init("sha256", "00"), .init("cpu \"x\"", "α\n")],
        entries: [
            .init("a", dims: [2, 1], .floats([1.5, -0.0])), .init("b", .doubles([.nan, .infinity, 0x1p-1074])),
            .init("c", dims: [], .integers([-7])), .init("d", .bytes(Data([1, 2, 3]))), .init("e", .floats([])),
        ])

    private func bytes(_ archive: SafetensorsArchive) -> [UInt8] {
        var bytes = archive.header
        for entry in archive.entries { entry.values.withBytes { bytes += $0 } }
        return bytes
    }

    @Test("every type and every note comes back, bit by bit")
    func roundTrip() throws {
        let read = try SafetensorsArchive(bytes(archive))
        #expect(bytes(read).count == bytes(archive).count)
        #expect(read.note("sha256") == "00" && read.note("cpu \"x\"") == "α\n" && read.note("none") == nil)
        #expect(read.floats("a", dims: [2, 1])?.map(\.bitPattern) == [Float(1.5), -0.0].map(\.bitPattern))
        #expect(read.floats("a", dims: [2]) == nil && read.floats("b", dims: [3]) == nil)
        let doubles = try #require(read.doubles("b"))
        #expect(doubles[0].isNaN && doubles[1] == .infinity && doubles[2] == 0x1p-1074)
        #expect(read.integer("c") == -7 && read.integer("a") == nil)
        #expect(read.entries.first { $0.name == "d" }?.values == .bytes(Data([1, 2, 3])))
        #expect(read.floats("e", dims: [0]) == [])
    }

    @Test("the first note is the first text of the file, and its place is known")
    func firstNote() {
        #expect(String(decoding: archive.header[8..<40], as: UTF8.self).hasPrefix(#"{"__metadata__":{"sha256":"00","#))
    }

    @Test("values lie on a boundary of their size")
    func boundaries() {
        #expect(archive.header.count % 8 == 0)
        #expect(archive.entries.map(\.name) == ["b", "c", "a", "e", "d"])
    }

    @Test("a cut file and other types are refused")
    func damage() throws {
        let whole = bytes(archive)
        for count in 0..<whole.count {
            #expect(throws: Safetensors.Failure.self) { try SafetensorsArchive(Array(whole.prefix(count))) }
        }
        let text = String(decoding: archive.header, as: UTF8.self).replacing("\"U8\"", with: "\"I8\"")
        var other = Array(text.utf8)
        other += whole.dropFirst(other.count)
        #expect(throws: Safetensors.Failure.self) { try SafetensorsArchive(other) }
    }

    @Test("a flat array of parameters keeps its bits, whatever the layout", arguments: [1, 8, 64])
    func flat(batchSize: Int) throws {
        let image = ImageShape(channels: 3, height: 12, width: 10)
        let definition = try NetworkDefinition.simpleCNN(channels: [3, 16, 5, 4], batchNorm: true, image: image)
        let parameters = try Parameters(for: definition, batchSize: batchSize, on: Engine())
        let tensors = Initializer.torchDefault.tensors(for: definition, seed: 1)
        let flat = try parameters.flatArray(of: tensors)
        #expect(try parameters.plainTensors(of: flat) == tensors)
        // It lies as the values do.
        try parameters.load(tensors)
        #expect(flat == Array(parameters.valueBuffer))
    }

    @Test("a network's state comes back; one of another network does not")
    func state() throws {
        let image = ImageShape(channels: 3, height: 12, width: 10)
        func network(_ channels: [Int]) throws -> NetworkDefinition {
            try .simpleCNN(channels: channels, batchNorm: true, image: image)
        }
        let definition = try network([3, 16, 5, 4])
        var state = NetworkState(
            parameters: Initializer.torchDefault.tensors(for: definition, seed: 1), of: definition)
        state.parameters[0][0] = .nan
        state.statistics[0].batches = 12
        state.statistics[1].mean[2] = 0.25
        let archive = SafetensorsArchive(notes: [], entries: state.entries(for: definition, prefix: "model."))
        let read = try #require(
            NetworkState(try SafetensorsArchive(bytes(archive)), for: definition, prefix: "model."))
        #expect(read.statistics == state.statistics)
        #expect(read.parameters.map { $0.map(\.bitPattern) } == state.parameters.map { $0.map(\.bitPattern) })
        #expect(NetworkState(archive, for: definition, prefix: "") == nil)
        #expect(NetworkState(archive, for: try network([3, 16, 6, 4]), prefix: "model.") == nil)
        #expect(NetworkState(archive, for: try network([3, 16, 5, 5, 4]), prefix: "model.") == nil)
    }
}
