using System.Globalization;
using System.Text;
using Sweep.Storage.Trials;

namespace Sweep.Service.Browsing;

/// <summary>Values of conditions, as they are written.</summary>
internal static class FieldValues
{
    /// <summary>Characters of a value.</summary>
    public const int Longest = 1000;

    /// <summary>Databases keep times before this one.</summary>
    public static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The value, or the rule that it breaks.</summary>
    public static (object? Value, string? Rule) Read(string text, TrialFieldKind kind) => kind switch
    {
        _ when text.Length > Longest => (null, FormattableString.Invariant($"must have at most {Longest} characters")),
        TrialFieldKind.Text => IsStorable(text) ? (text, null) : (null, "must be text without NUL characters and halves of characters"),
        TrialFieldKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (whole, null)
            : (null, "must be a whole number"),
        TrialFieldKind.Real => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? (real, null)
            : (null, "must be a finite number"),
        TrialFieldKind.Truth => text is "true" or "false" ? (text == "true", null) : (null, "must be true or false"),
        _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time >= DateTimeOffset.UnixEpoch && time < Latest
            ? (time, null)
            : (null, "must be a time from 1970 on, such as 2026-05-04T03:02:01Z"),
    };

    /// <summary>Whether every database takes the text: PostgreSQL keeps no NUL, and UTF-8 has no half of a surrogate pair.</summary>
    public static bool IsStorable(string text)
    {
        for (ReadOnlySpan<char> rest = text; rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done || rune.Value == 0)
                return false;
            rest = rest[length..];
        }

        return true;
    }
}
