/// Simpler versions of a figure.
extension Figure {
    /// Whether a row accompanies another that is at least twice as high.
    func isMinor(_ row: Int) -> Bool {
        rows.contains { $0.weight >= 2 * rows[row].weight }
    }

    /// The sentences of the caption that explain signs, such as "pale: each seed" and "(a cross at its end)", or say what
    /// seeds "cannot show". The marks cannot be read without them.
    var captionKeys: String {
        let signs = [": ", "(a ", " cannot "]
        return caption.split(separator: "; ").filter { sentence in signs.contains { sentence.contains($0) } }
            .joined(separator: "; ")
    }

    /// The figure with the keys of its caption alone, then also without its minor rows, then also without second axes and
    /// their marks. Then the same without any caption.
    var simplifications: [Figure] {
        var found = simplifications(caption: captionKeys)
        if !captionKeys.isEmpty { found += simplifications(caption: "") }
        return found
    }

    private func simplifications(caption: String) -> [Figure] {
        var found: [Figure] = []
        var figure = self
        if caption != self.caption {
            figure.caption = caption
            found.append(figure)
        }
        let major = rows.indices.filter { !isMinor($0) }.map { rows[$0] }
        if major.count < rows.count {
            figure.rows = major
            found.append(figure)
        }
        // Names and probabilities beside rows are no second axis. A key of colours has only the axis on its right.
        func isSecond(_ panel: Panel) -> Bool {
            panel.right != nil && panel.right?.ticks == nil && panel.y.ticks?.isEmpty != true
        }
        guard figure.rows.contains(where: { $0.panels.contains(where: isSecond) }) else { return found }
        for row in figure.rows.indices {
            for column in figure.rows[row].panels.indices where isSecond(figure.rows[row].panels[column]) {
                figure.rows[row].panels[column].right = nil
                figure.rows[row].panels[column].marks.removeAll { $0.side == .right }
                figure.rows[row].panels[column].annotations.removeAll {
                    if case .point(_, _, .right) = $0.anchor { true } else { false }
                }
            }
        }
        return found + [figure]
    }

    /// The pictures that fill the figure; nil if it shows no pictures.
    var tiles: [Tile]? {
        for mark in rows.flatMap(\.panels).flatMap(\.marks) {
            if case .tiles(let tiles) = mark.shape { return tiles }
        }
        return nil
    }

    /// Whether pictures fill it.
    var isOfPictures: Bool { tiles != nil }

    /// The page that type is sized for. For pictures only the width counts.
    func shape(of size: Size) -> Size {
        guard isOfPictures else { return size }
        return Size(size.width, size.width * theme.designSize.height / theme.designSize.width)
    }
}
