using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Client.Files;

/// <summary>
/// What an output never replaces: databases, what belongs to them, and specs; told by what they hold and by which file they are, not by names alone.
/// </summary>
/// <param name="database">The SQLite file that is in use; null where none is.</param>
internal sealed class KeptFiles(string? database)
{
    private const int LongestMagic = 16;

    private static readonly string[] Beside = ["-wal", "-shm", "-journal"];

    /// <summary>
    /// The first bytes of a SQLite database, of its write-ahead log (in both byte orders) and of its rollback journal
    /// (https://sqlite.org/fileformat.html).
    /// </summary>
    private static readonly byte[][] Magics =
        [.. new[] { "SQLite format 3\0"u8.ToArray(), [0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83], [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7] }];

    /// <summary>Why this is not written over, as the rest of a sentence; null where it may be.</summary>
    public string? Refusal(OutputTarget target)
    {
        if (IsInUse(target))
            return "belongs to the database that is read, which is never written over";
        if (target.Kind is TargetKind.File or TargetKind.Free && BelongsToDatabase(target.Path))
            return "belongs to a SQLite database, which is never written over";
        if (target.Kind != TargetKind.File && target.Stat is not { IsFile: true })
            return null;
        var path = target.Kind == TargetKind.Descriptor ? $"/proc/self/fd/{target.Descriptor}" : target.Path;
        if (IsDatabase(path))
            return "is a SQLite database, which is never written over";
        return IsSpec(path) ? "is the spec of a sweep, which is never written over" : null;
    }

    private bool IsInUse(OutputTarget target)
    {
        if (database is null)
            return false;
        var real = LibC.RealPath(database) ?? database;
        return Beside.Prepend("").Select(ending => real + ending).Any(path =>
            target.Path == path || (target.Stat is { } one && LibC.Stat(path, follow: true) is { } other && one.IsSame(other)));
    }

    private bool BelongsToDatabase(string path) =>
        Beside.Any(ending => path.EndsWith(ending, StringComparison.Ordinal) && IsDatabase(path[..^ending.Length]));

    private bool IsDatabase(string path)
    {
        var stat = LibC.Stat(path, follow: true);
        if (stat is { IsFile: false })
            return false;
        // Opening and closing the database that is in use would drop SQLite's locks on it (https://sqlite.org/howtocorrupt.html, 2.2).
        if (database is not null && stat is { } one && LibC.Stat(database, follow: true) is { } used && one.IsSame(used))
            return true;
        var start = ReadStart(path, LongestMagic);
        return Magics.Any(magic => start.AsSpan().StartsWith(magic));
    }

    private static bool IsSpec(string path)
    {
        var text = ReadStart(path, SpecLimits.TextBytes + 1);
        return text.Length is > 0 and <= SpecLimits.TextBytes && SpecReader.Read(text).Spec is not null;
    }

    /// <summary>Empty where it cannot be read: then nobody can read a database there either.</summary>
    private static byte[] ReadStart(string path, int most)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[Math.Min(most, file.Length)];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }
}
