import Text
import Raster
public import Datasets
import Foundation
public import Plotting
public import Training

extension Figure {
    /// Images of a data set with their labels: the first of each class, then the second of each, and so on.
    /// - Parameters:
    ///   - data: the training images, before augmentation.
    ///   - name: the experiment's.
    ///   - count: max number of images.
    ///   - theme: colours, sizes, line widths.
    public static func gallery(
        of data: ImageDataset, name: String, count: Int = 60, theme: Theme = .light
    ) -> Figure {
        let places = firstOfEachClass(data, count)
        let tiles = places.compactMap { place in
            data.picture(place).map {
                Tile($0, label: RichText(data.classNames[Int(data.labels[place])]), frame: frame(theme))
            }
        }
        let caption =
            "\(tiles.count) of \(data.count) training images, \(data.classes) classes; "
            + "\(data.height) × \(data.width) pixels"
        return images(tiles, title: "\(name): data", caption: caption, theme)
    }

    /// The worst mistakes of a network, the highest loss first: true class, predicted class, and its probability.
    /// - Parameters:
    ///   - predictions: of all images of `data`, in their order.
    ///   - data: the validation images.
    ///   - name: the experiment's.
    ///   - seed: the seed of the network.
    ///   - count: max number of images.
    ///   - theme: colours, sizes, line widths.
    public static func mistakes(
        _ predictions: Predictions, on data: ImageDataset, name: String, seed: UInt64 = 0, count: Int = 24,
        theme: Theme = .light
    ) -> Figure {
        let mistakes = predictions.mistakes
        let tiles = mistakes.prefix(count).compactMap { mistake -> Tile? in
            guard mistake.image < data.count else { return nil }
            let names = [mistake.label, mistake.predicted].map {
                $0 < data.classNames.count ? data.classNames[$0] : "\($0)"
            }
            let share = percent(mistake.probability)
            return data.picture(mistake.image).map {
                Tile(
                    $0, label: RichText("\(names[0]) as \(names[1]), \(share)"),
                    parts: [names[0], "as \(names[1])", share], frame: frame(theme))
            }
        }
        let count = predictions.labels.count
        let right = count > 0 ? Double(count - mistakes.count) / Double(count) * 100 : .nan
        let caption =
            mistakes.isEmpty
            ? "no mistakes in \(count) validation images, seed \(seed)"
            : "\(mistakes.count) of \(count) validation images wrong (\(NumberText.percent(of: right)) right), seed \(seed); "
                + "highest loss first: true class as predicted, probability"
        return images(Array(tiles), title: "\(name): worst mistakes", caption: caption, theme)
    }

    /// "87 %", "99.7 %", ">99.9 %": never 100 %.
    private static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "not a number" }
        if share < 0.995 { return "\(Int((share * 100).rounded())) %" }
        let tenths = Int((share * 1000).rounded())
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) %" : ">99.9 %"
    }

    private static func images(_ tiles: [Tile], title: String, caption: String, _ theme: Theme) -> Figure {
        let panel = Panel(x: Axis(), y: Axis(), marks: tiles.isEmpty ? [] : [Mark(.tiles(tiles))], hasAxes: false)
        return Figure(
            title: title, caption: caption, rows: [PanelRow([panel])], preferredSize: page(for: tiles), theme: theme)
    }

    /// A page of 680 points' width filled with tiles: 8 per row, or 12 if there are many. The height of labels and title is
    /// measured when the page is planned (``Figure/size(for:measuring:)``).
    private static func page(for tiles: [Tile]) -> Size {
        let maxColumns = tiles.count > 24 ? 12 : 8
        let rows = (tiles.count + maxColumns - 1) / maxColumns
        let columns = rows > 0 ? (tiles.count + rows - 1) / rows : 1
        let proportion = tiles.map { Double($0.image.height) / Double($0.image.width) }.max() ?? 0
        let height = 62 + Double(rows) * (min(660 / Double(columns), 165) * proportion + 18)
        return Size(680, min(max(height, 100), 2000))
    }

    private static func frame(_ theme: Theme) -> Pen { Pen(theme.faintInk.opacity(0.6), width: 0.6) }

    /// Places of images: one of each class in turn.
    private static func firstOfEachClass(_ data: ImageDataset, _ count: Int) -> [Int] {
        let share = max(1, (count + data.classes - 1) / max(1, data.classes))
        var places = Array(repeating: [Int](), count: data.classes)
        for (place, label) in data.labels.enumerated() where places[Int(label)].count < share {
            places[Int(label)].append(place)
        }
        let rounds = (0..<share).flatMap { round in places.compactMap { round < $0.count ? $0[round] : nil } }
        return Array(rounds.prefix(count))
    }
}

extension ImageDataset {
    /// One image for drawing: one plane is grey, three are colour.
    fileprivate func picture(_ place: Int) -> PixelImage? {
        let planes = pixels[place * imageSize..<(place + 1) * imageSize]
        guard self.planes == 3 else {
            return PixelImage(width: width, height: height, channels: 1, bytes: Array(planes.prefix(planeSize)))
        }
        let bytes = (0..<planeSize).flatMap { pixel in
            (0..<3).map { planes[planes.startIndex + $0 * planeSize + pixel] }
        }
        return PixelImage(width: width, height: height, channels: 3, bytes: bytes)
    }
}
