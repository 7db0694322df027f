using System.Text.RegularExpressions;
using Sweep.Core.Texts;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Forms in which other programs are told of a database. None is taken for a file's name: a file of that name would be made, and the password in it
/// shown wherever the file is.
/// </summary>
internal static partial class ForeignForms
{
    private const RegexOptions Plainly = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int MatchMilliseconds = 1000;

    /// <summary>The right forms.</summary>
    public const string Remedy =
        "write \"Host=…;Database=…;Username=…;Password=…\" for PostgreSQL, or the name of a SQLite file, with ./ before it where it looks like something else";

    /// <summary>
    /// What connection strings of Npgsql, libpq and other databases' providers call things: what else stands before a = may be the rest of a
    /// password.
    /// </summary>
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    [
        .. ConnectionKeyword.All.Select(keyword => Plain(keyword.Name)),
        "server", "db", "dbname", "user", "userid", "uid", "pwd", "psw", "passwd", "hostaddr", "sslmode", "sslcert", "sslkey", "sslpassword", "sslrootcert", "connecttimeout",
        "application", "applicationname", "service", "datasource", "initialcatalog", "filename", "mode", "cache", "version", "driver", "dsn", "integratedsecurity", "foreignkeys",
    ]);

    /// <summary>Whether it is NAME=VALUE, which a file's name is not unless it begins as a path does.</summary>
    public static bool IsWords(string text) =>
        !IsPath(text)
            && !Url.IsMatch(text)
            && text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals
            && text.AsSpan(0, equals).IndexOfAny('/', '\\') < 0;

    /// <summary>Why a text is refused that is neither a connection string of Npgsql nor a file's name; null where it may be one of them.</summary>
    public static string? Refusal(string text)
    {
        if (IsPath(text))
            return null;
        if (IsWords(text))
            return IsSpaced(text) ? $"\"{Shown(Words(text), ' ')}\" has spaces between its words, as psql takes them: {Written(Words(text))}" : null;
        if (Url.Match(text) is { Success: true } url)
            return $"\"{url.Groups["scheme"].Value.Trim()}{Secrets.Mask}\" is a URL, which is not taken: {Written(PartsOf(text.Trim()))}";
        return Secrets.AreIn(text) || Login.IsMatch(text) ? $"the name has a password in it, and is not shown: {Remedy}" : null;
    }

    /// <summary>NAME=…;NAME=…, of a text that is <see cref="IsWords"/>: the names that are known, in order, and no value.</summary>
    public static string Shown(string text) => Shown(Words(text), ';');

    private static string Shown(IEnumerable<(string Name, string Value)> words, char between) =>
        string.Join(between, words.Select(word => $"{(Names.Value.Contains(Plain(word.Name)) ? word.Name : Secrets.Mask)}={Secrets.Mask}"));

    private static bool IsPath(string text) => PathStart.IsMatch(text);

    private static bool IsSpaced(string text) => !text.Contains(';', StringComparison.Ordinal) && Spaced.IsMatch(text);

    private static IEnumerable<(string Name, string Value)> Words(string text) =>
        (IsSpaced(text) ? SpacedWord : Word).Matches(text).Select(word => (word.Groups["name"].Value.Trim(), word.Groups["value"].Value.Trim('\'', '"')));

    /// <summary>The words of a URL, unless a character in it may have cut a password in two.</summary>
    private static IEnumerable<(string Name, string Value)> PartsOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("postgres", StringComparison.Ordinal)
            || url.Count(c => c == '@') != (uri.UserInfo.Length > 0 ? 1 : 0) || uri.Fragment.Length > 0)
        {
            return [];
        }

        return
        [
            ("host", uri.Host), ("port", uri.Port > 0 ? $"{uri.Port}" : ""), ("dbname", uri.AbsolutePath.Trim('/')), ("user", uri.UserInfo.Split(':')[0]),
        ];
    }

    /// <summary>The remedy, with what the text said of where the database is.</summary>
    private static string Written(IEnumerable<(string Name, string Value)> words)
    {
        var given = words.Where(word => Harmless.IsMatch(word.Value)).GroupBy(word => Plain(word.Name), StringComparer.Ordinal).ToDictionary(
            same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        if (!given.TryGetValue("host", out var host))
            return Remedy;
        var port = given.TryGetValue("port", out var number) ? $"Port={number};" : "";
        return Remedy.Replace(
            "Host=…;Database=…;Username=…;",
            $"Host={host};{port}Database={given.GetValueOrDefault("dbname", Secrets.Mask)};Username={given.GetValueOrDefault("user", Secrets.Mask)};",
            StringComparison.Ordinal);
    }

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>/a, ./a, ../a, ~/a, \a, C:/a.</summary>
    [GeneratedRegex("""^\s*(/(?!/)|\.{1,2}/|~/|\\|[A-Za-z]:[/\\])""", Plainly, MatchMilliseconds)]
    private static partial Regex PathStart { get; }

    /// <summary>A scheme of two letters or more, so no drive; or no scheme and two slashes.</summary>
    [GeneratedRegex("""^\s*(?<scheme>[A-Za-z][A-Za-z0-9+]+:(//)?|[A-Za-z][A-Za-z0-9+.-]*://|//)""", Plainly, MatchMilliseconds)]
    private static partial Regex Url { get; }

    /// <summary>user:password@host</summary>
    [GeneratedRegex("""^[^/]*:.*@""", Plainly | RegexOptions.Singleline, MatchMilliseconds)]
    private static partial Regex Login { get; }

    [GeneratedRegex("""^\s*\w+\s*=\s*('[^']*'|"[^"]*"|[^\s'"]*)\s+\w+\s*=""", Plainly, MatchMilliseconds)]
    private static partial Regex Spaced { get; }

    [GeneratedRegex("""(?<name>\w+)\s*=\s*(?<value>'[^']*'|"[^"]*"|\S*)""", Plainly, MatchMilliseconds)]
    private static partial Regex SpacedWord { get; }

    [GeneratedRegex("""(?<name>[^=;]+)=\s*(?<value>'[^']*'|"[^"]*"|[^;]*)""", Plainly, MatchMilliseconds)]
    private static partial Regex Word { get; }

    [GeneratedRegex("""^[\w.:,/\[\]-]+$""", Plainly, MatchMilliseconds)]
    private static partial Regex Harmless { get; }
}
