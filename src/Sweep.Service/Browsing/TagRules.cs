using Sweep.Core.Texts;

namespace Sweep.Service.Browsing;

/// <summary>What notes and tags may be.</summary>
internal static class TagRules
{
    /// <summary>Tags of a sweep.</summary>
    public const int MostTags = 32;

    private const int LongestTag = 64;
    private const int NoteBytes = 64 << 10;

    /// <summary>What is wrong with a tag; null where nothing is.</summary>
    public static Problem? Check(string tag) => tag.Length is 0 or > LongestTag || !Printable.IsPlain(tag) || string.IsNullOrWhiteSpace(tag)
        ? new Problem("tag", tag, FormattableString.Invariant($"must be 1 to {LongestTag} printable characters")) { IsQuoted = true }
        : null;

    /// <summary>What is wrong with a note; null where nothing is.</summary>
    public static Problem? CheckNote(string note)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(note);
        return bytes > NoteBytes ? new Problem("note", "", FormattableString.Invariant($"has {bytes} bytes, and at most {NoteBytes} are kept"), "shorten it")
            : !FieldValues.IsStorable(note) ? new Problem("note", "", "must be text without NUL characters and halves of characters")
            : null;
    }
}
