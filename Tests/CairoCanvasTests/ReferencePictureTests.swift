import FigureFiles
import Raster
import CairoCanvas
import Foundation
import Plotting
import Testing

/// Figures against pictures that were looked at once. Letters may be drawn a little otherwise by another version of the
/// libraries: a few pixels may differ, no line may.
@Suite struct ReferencePictureTests {
    private static var folder: String {
        (#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["Pictures"])
            .joined(separator: "/")
    }

    static let names = ["loss", "finder", "arms", "dark", "bars", "cells", "tiles", "phases"]

    static func figure(_ name: String) -> Figure {
        switch name {
        case "loss": loss(.light)
        case "finder": finder()
        case "arms": arms(.light)
        case "dark": arms(.dark)
        case "bars": bars()
        case "cells": cells()
        case "tiles": tiles()
        default: phases()
        }
    }

    /// Set `ONECYCLE_REFERENCE_PICTURES` to any value to write the pictures anew; then look at them.
    @Test(arguments: names)
    func looksAsItDid(_ name: String) throws {
        let bytes = try Self.figure(name).bytes(.png, size: Size(320, 240), scale: 1)
        let path = "\(Self.folder)/\(name).png"
        if ProcessInfo.processInfo.environment["ONECYCLE_REFERENCE_PICTURES"] != nil {
            try Data(bytes).write(to: URL(filePath: path))
        }
        let reference = try PixelImage(png: Array(Data(contentsOf: URL(filePath: path))))
        #expect(try PixelImage(png: bytes).difference(from: reference, tolerance: 64) < 0.004)
    }

    @Test func anotherFigureWouldBeNoticed() throws {
        let pictures = try Self.names.map {
            try PixelImage(png: Self.figure($0).bytes(.png, size: Size(320, 240), scale: 1))
        }
        for (index, one) in pictures.enumerated() {
            for other in pictures[(index + 1)...] { #expect(one.difference(from: other, tolerance: 64) > 0.01) }
        }
        var thicker = Self.figure("phases")
        thicker.theme.spine.width = 2
        let changed = try PixelImage(png: thicker.bytes(.png, size: Size(320, 240), scale: 1))
        let plain = try #require(pictures.last)
        #expect(changed.difference(from: plain, tolerance: 64) > 0.004)
    }

    private static func loss(_ theme: Theme) -> Figure {
        let x = (0..<400).map(Double.init)
        let y = zip(noise(400), x).map { 0.1 + 0.3 * $0 + 2 / (1 + $1 / 40) }
        let smooth = x.map { 0.25 + 2 / (1 + $0 / 40) }
        let main = Panel(
            x: Axis("step"), y: Axis("loss", lower: 0, color: theme.first),
            right: Axis("accuracy (%)", color: theme.second, tickLimits: 0...100),
            marks: [
                Mark(
                    .line(x: x, y: y, pen: Pen(theme.first.opacity(theme.rawOpacity), width: theme.rawWidth)),
                    label: "each step"),
                Mark(.line(x: x, y: smooth, pen: Pen(theme.first, width: theme.averageWidth)), label: "smoothed"),
                Mark(
                    .line(x: x, y: smooth.map { 100 - 30 * $0 }, pen: Pen(theme.second, width: theme.averageWidth)),
                    side: .right, label: "smoothed"),
            ])
        let rates = Panel(
            x: Axis("step"), y: Axis("lr"),
            marks: [Mark(.line(x: x, y: x.map { $0 * (400 - $0) * 1e-6 }, pen: Pen(theme.neutral, width: 1.7)))])
        return Figure(
            title: "A run", caption: "400 steps", rows: [PanelRow(weight: 4, [main]), PanelRow([rates])], sharesX: true,
            theme: theme)
    }

    private static func finder() -> Figure {
        let theme = Theme.light
        let lr = (0..<60).map { index in (0..<index).reduce(1e-6) { rate, _ in rate * 1.3 } }
        let loss = lr.map { 0.5 + 2 / (1 + $0 * 300) + $0 * $0 * 8 }
        var panel = Panel(
            x: Axis("learning rate", scale: .log), y: Axis("loss", lower: 0, upper: 4),
            marks: [
                Mark(.verticalSpan(from: -.infinity, to: 1e-5, color: theme.faintInk.opacity(0.1)), label: "skipped"),
                Mark(
                    .band(
                        x: lr, lower: loss.map { $0 * 0.9 }, upper: loss.map { $0 * 1.1 },
                        color: theme.first.opacity(theme.bandOpacity)), label: "mean, ±10 %"),
                Mark(.line(x: lr, y: loss, pen: Pen(theme.first, width: 2)), label: "mean, ±10 %"),
                Mark(.verticalRule(x: 0.01, pen: theme.rule)),
            ])
        panel.annotations = [
            Annotation("steepest: 0.010", at: .verticalRule(x: 0.01), color: theme.ink, swatch: theme.rule)
        ]
        return Figure(title: "Range test", rows: [PanelRow([panel])])
    }

    static func arms(_ theme: Theme) -> Figure {
        let x = (0..<8).map(Double.init)
        let marks = (0..<7).flatMap { index -> [Mark] in
            let arm = theme.series(index)
            let y = x.map { 99 - Double(index) - 8 / (1 + $0) }
            return [
                Mark(.line(x: x, y: y, pen: arm.pen(width: theme.averageWidth)), label: "arm \(index)"),
                Mark(.points(x: x, y: y, marker: Marker(arm.marker, size: 5, fill: arm.color)), label: "arm \(index)"),
            ]
        }
        return Figure(
            title: "Accuracy by epoch",
            rows: [PanelRow([Panel(x: Axis("epoch"), y: Axis("accuracy (%)"), marks: marks)])],
            theme: theme)
    }

    private static func bars() -> Figure {
        let theme = Theme.light
        let names = ["constant", "one-cycle", "a schedule with a long name"]
        let at = [0.0, 1, 2]
        let left = Panel(
            title: "accuracy", x: Axis("%"), y: .names(names),
            marks: [
                Mark(
                    .intervals(
                        at: at, lower: [95, 97, 96], upper: [97, 98.5, 98], pen: Pen(theme.first, width: 1.5), cap: 6,
                        direction: .horizontal)),
                Mark(.points(x: [96, 98, 97], y: at, marker: Marker(.circle, size: 6, fill: theme.first))),
            ])
        let right = Panel(
            title: "time", x: Axis("s", lower: 0), y: Axis(lower: -0.5, upper: 2.5, ticks: []),
            marks: [Mark(.bars(at: at, values: [3, 2, 4], color: theme.second, direction: .horizontal))])
        return Figure(title: "Arms", rows: [PanelRow([left, right])])
    }

    private static func cells() -> Figure {
        let values = [[90.0, 92, 94], [93, .nan, 97], [95, 97, 99]]
        let map = ColorMap(lower: 90, upper: 99)
        let main = Panel(
            x: .names(["0.01", "0.1", "1"], label: "lr_max"), y: .names(["0.1", "0.2", "0.3"], label: "pct_start"),
            marks: [
                Mark(
                    .cells(
                        CellGrid(
                            values: values, colors: map,
                            labels: values.map { $0.map { $0.isNaN ? "" : TickFormatter.number($0) } })))
            ], weight: 12)
        let edges = (0...30).map { 90 + Double($0) * 0.3 }
        let key = Panel(
            x: Axis(padding: 0, ticks: []), y: Axis(ticks: []), right: Axis("accuracy (%)", lower: 90, upper: 99),
            marks: [
                Mark(
                    .cells(
                        CellGrid(
                            columnEdges: [0, 1], rowEdges: edges, values: edges.dropLast().map { [$0] }, colors: map)),
                    side: .right)
            ])
        return Figure(title: "Sensitivity", rows: [PanelRow([main, key])])
    }

    private static func tiles() -> Figure {
        let tiles = (0..<12).compactMap { index in
            let bytes = (0..<64).map { UInt8(($0 * (index + 1) * 5) % 256) }
            return PixelImage(width: 8, height: 8, channels: 1, bytes: bytes).map {
                Tile(
                    $0, label: RichText("\(index)"),
                    frame: index == 3 ? Pen(Theme.light.highlight, width: 1.5) : nil)
            }
        }
        return Figure(
            title: "Pictures",
            rows: [PanelRow([Panel(x: Axis(), y: Axis(), marks: [Mark(.tiles(tiles))], hasAxes: false)])])
    }

    private static func phases() -> Figure {
        let theme = Theme.light
        let x = (0...10).map(Double.init)
        var panel = Panel(
            x: Axis("step", wholeNumbers: true), y: Axis("lr"),
            marks: [
                Mark(.verticalSpan(from: 0, to: 4, color: theme.first.opacity(theme.spanOpacity))),
                Mark(.verticalSpan(from: 4, to: 10, color: theme.second.opacity(theme.spanOpacity))),
                Mark(.step(x: x, y: x.map { $0 < 4 ? $0 / 4 : (10 - $0) / 6 }, pen: Pen(theme.first, width: 2))),
                Mark(.horizontalRule(y: 1.2, pen: theme.rule)),
            ])
        panel.annotations = [(0.0, 4.0, "warm-up"), (4, 10, "annealing")].map { from, to, name in
            Annotation(
                RichText(name), at: .verticalSpan(from: from, to: to), color: theme.faintInk, swatch: theme.rule)
        }
        return Figure(title: "Phases", rows: [PanelRow([panel])])
    }
}
