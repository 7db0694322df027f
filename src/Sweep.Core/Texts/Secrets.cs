using System.Text.RegularExpressions;

namespace Sweep.Core.Texts;

/// <summary>
/// Takes out of a text that people are shown what looks like a password in it. For texts that are wrong where they stand, such as a connection
/// string given for a spec; what is known to be a connection string is shown by its name, its <c>DatabaseName</c>, and by nothing else.
/// </summary>
public static partial class Secrets
{
    /// <summary>Where a password stood.</summary>
    public const string Mask = "…";

    private const int MatchMilliseconds = 1000;

    /// <summary>The text up to its first password, and without the user and password of a URL.</summary>
    public static string Masked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var password = Password.Match(text);
        return UserInfo.Replace(password.Success ? string.Concat(text.AsSpan(0, password.Index + password.Length), Mask) : text, $"${{before}}{Mask}@");
    }

    /// <summary>Whether there is something in it that looks like a password.</summary>
    public static bool AreIn(string text) => Password.IsMatch(text) || UserInfo.IsMatch(text);

    /// <summary>Of Npgsql, libpq, JDBC and the like.</summary>
    [GeneratedRegex(@"(?:password|passwd|passphrase|pwd|psw|secret|token|authorization)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex Password { get; }

    /// <summary>With the last @, since people forget to escape one in a password.</summary>
    [GeneratedRegex(@"(?<before>(^|\W)([A-Za-z][\w+.-]*:)?//)\S*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex UserInfo { get; }
}
