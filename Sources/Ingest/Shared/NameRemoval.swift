import LinuxIO

/// Removes names that somebody else may give to another file at any moment.
///
/// unlinkat(2) takes a name, not a file: between a look at the name and its removal another file can take it, which would
/// be lost. The name is therefore moved aside first, where only this process looks for it; what lies there then decides.
struct NameRemoval {
    let fileSystem: any FileSystem

    /// What the names begin with under which something is aside.
    static let prefix = FreeName.ownPrefix + "aside-"

    /// Removes a name where it stands for the file that is meant, and returns whether it did.
    ///
    /// Another file goes back under the name, or under the next one that is free where a third has taken it meanwhile.
    ///
    /// - Parameter isMeant: whether a status is that of the file that is meant. Its time of change (`st_ctime`) says
    ///   nothing: moving aside sets it.
    func remove(
        _ name: Path,
        in folder: borrowing Descriptor,
        ifIt isMeant: (FileStatus) -> Bool
    ) throws(SystemError) -> Bool {
        do {
            guard isMeant(try fileSystem.status(of: name, in: folder)) else { return false }
            guard let aside = try moveAside(name, in: folder) else {
                try fileSystem.remove(name, in: folder)
                return true
            }
            if isMeant(try fileSystem.status(of: aside, in: folder)) {
                try fileSystem.remove(aside, in: folder)
                return true
            }
            try putBack(aside, as: name, in: folder)
            return false
        } catch  where error.isMissing {
            return false
        }
    }

    /// Where the name is now; nil where the file system cannot rename without overwriting (FUSE and NFS mostly cannot,
    /// renameat2(2)). There the look right before the removal has to decide.
    private func moveAside(_ name: Path, in folder: borrowing Descriptor) throws(SystemError) -> Path? {
        let names = FreeName(name: Path(NameRemoval.prefix.utf8 + name.bytes))
        var number = 1
        while true {
            let aside = names.attempt(number)
            do {
                try fileSystem.move(name, in: folder, to: aside, in: folder)
                return aside
            } catch  where error.isTaken {
                number += 1
            } catch  where error.isUnsupported {
                return nil
            }
        }
    }

    private func putBack(_ aside: Path, as name: Path, in folder: borrowing Descriptor) throws(SystemError) {
        let names = FreeName(name: name)
        var number = 1
        while true {
            do {
                return try fileSystem.move(aside, in: folder, to: names.attempt(number), in: folder)
            } catch  where error.isTaken {
                number += 1
            }
        }
    }

    /// Removes what a run that was cut off has left aside of the file that is meant.
    func removeLeft(
        _ name: Path,
        in folder: borrowing Descriptor,
        ifIt isMeant: (FileStatus) -> Bool
    ) throws(SystemError) {
        let names = FreeName(name: Path(NameRemoval.prefix.utf8 + name.bytes))
        var number = 1
        while true {
            let aside = names.attempt(number)
            do {
                if isMeant(try fileSystem.status(of: aside, in: folder)) { try fileSystem.remove(aside, in: folder) }
            } catch  where error.isMissing {
                return
            }
            number += 1
        }
    }

    /// The name that something had which a run has put aside and was kept from putting back; nil for any other name.
    static func original(of name: Path) -> Path? {
        guard name.bytes.starts(with: prefix.utf8), name.bytes.count > prefix.utf8.count else { return nil }
        return Path(name.bytes.dropFirst(prefix.utf8.count))
    }

    /// Puts back what a run that was cut off has left aside.
    func putBackLeft(_ aside: Path, in folder: borrowing Descriptor) throws(SystemError) {
        guard let name = NameRemoval.original(of: aside) else { return }
        do { try putBack(aside, as: name, in: folder) } catch  where error.isMissing {}
    }
}
