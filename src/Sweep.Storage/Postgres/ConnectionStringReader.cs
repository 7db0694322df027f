using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Reads a connection string keyword by keyword, so that everything that is wrong is said at once, before anybody connects, and without a value that
/// could be a secret.
/// </summary>
internal sealed partial class ConnectionStringReader(string text, ICollection<string> errors)
{
    /// <summary>Npgsql refuses smaller ones when it connects.</summary>
    private const int SmallestBuffer = 4096;

    private const int MostPort = 65535;
    private const int MatchMilliseconds = 1000;

    private readonly NpgsqlConnectionStringBuilder _parts = [];
    private readonly List<string> _foreign = [];
    private bool _meansHost;

    /// <summary>Null where something is wrong.</summary>
    public NpgsqlConnectionStringBuilder? Read()
    {
        DbConnectionStringBuilder words;
        try
        {
            words = new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            errors.Add($"\"{ForeignForms.Shown(text)}\" is no list of NAME=VALUE with semicolons between: a value that has a semicolon or a quote in it stands in quotes, 'a;b' or \"a;b\"");
            return null;
        }

        var before = errors.Count;
        var previous = "";
        foreach (string key in words.Keys)
        {
            Take(key, Convert.ToString(words[key], CultureInfo.InvariantCulture)!, previous);
            previous = key;
        }

        foreach (Match empty in Empty.Matches(Quoted.Replace(text, "=q")))
            RefuseEmpty(empty.Groups["name"].Value);
        CheckHosts();
        CheckRest();
        return errors.Count == before ? _parts : null;
    }

    private void Take(string key, string value, string previous)
    {
        try
        {
            _parts[key] = value;
            if (ConnectionKeyword.Find(key) is { Kind.IsEnum: true } keyword && !Enum.GetNames(keyword.Kind).Contains(value, StringComparer.OrdinalIgnoreCase))
                RefuseValue(keyword, value);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException or KeyNotFoundException or InvalidCastException)
        {
            if (ConnectionKeyword.Find(key) is { } keyword)
                RefuseValue(keyword, value);
            else
                RefuseKeyword(key, previous);
        }
    }

    private void RefuseValue(ConnectionKeyword keyword, string value) =>
        errors.Add($"{keyword.Name}: {(Plain.IsMatch(value) && !Secrets.AreIn(value) ? $"\"{value}\"" : "its value")} {keyword.Rule}");

    private void RefuseKeyword(string key, string previous)
    {
        var meant = Suggestions.For(key, ConnectionKeyword.All.Select(keyword => keyword.Name));

        // Half of a password that has a semicolon and an equals sign in it looks like a keyword.
        var error = meant is null && ConnectionKeyword.Find(previous)?.Name.EndsWith("Password", StringComparison.Ordinal) == true
            ? $"what follows {ConnectionKeyword.Find(previous)!.Name} is no keyword of a connection string: a password that has a semicolon in it stands in quotes, 'a;b'"
            : $"\"{key}\" is no keyword of a connection string; {(meant is null ? "" : $"did you mean {meant}? ")}write \"Host=…;Database=…;Username=…;Password=…\"";
        errors.Add(error);
        if (meant is null)
            _foreign.Add(error);
        _meansHost |= meant == "Host";
    }

    private void RefuseEmpty(string written)
    {
        if (ConnectionKeyword.Find(written.Trim()) is { } keyword && !keyword.Name.EndsWith("Password", StringComparison.Ordinal))
            errors.Add($"{keyword.Name}: is empty; give it a value, or leave it out{(keyword.Name == "Host" ? " and name a SQLite file" : "")}");
    }

    private void CheckHosts()
    {
        if (_parts.Host is not { } hosts)
        {
            if (_meansHost || errors.Any(error => error.StartsWith("Host:", StringComparison.Ordinal)))
                return;

            // A string for another program's database is one fault, and not one for each of its keywords.
            _foreign.ForEach(foreign => errors.Remove(foreign));
            errors.Add($"\"{ForeignForms.Shown(text)}\" is taken for a connection string, and has no Host: {ForeignForms.Remedy}");
            return;
        }

        if (hosts.Any(c => char.IsWhiteSpace(c) || c is '=' or '@' && !hosts.StartsWith('@')))
        {
            errors.Add("Host: its value is no host's name; put a semicolon before the next keyword");
            return;
        }

        foreach (var host in hosts.Split(','))
        {
            if (host.Length == 0)
                errors.Add($"Host: \"{hosts}\" has an empty name among its commas; write Host=one,two:5433");
            else if (!host.StartsWith('/') && PortOf(host) is { Length: > 0 } port
                && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostPort))
                errors.Add($"Host: \"{host}\": its port must be a whole number from 1 to {MostPort}");
        }
    }

    private void CheckRest()
    {
        if (_parts.Port > MostPort)
            RefuseValue(ConnectionKeyword.Find("Port")!, _parts.Port.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, size) in (ReadOnlySpan<(string, int)>)[("Read Buffer Size", _parts.ReadBufferSize), ("Write Buffer Size", _parts.WriteBufferSize)])
        {
            if (size < SmallestBuffer)
                errors.Add($"{name}: \"{size}\" must be a whole number of {SmallestBuffer} or more");
        }

        if (_parts.TargetSessionAttributes is { } wanted && !wanted.Equals("any", StringComparison.OrdinalIgnoreCase)
            && _parts.Host?.Contains(',', StringComparison.Ordinal) == false)
            errors.Add($"Target Session Attributes: \"{wanted}\" chooses among several hosts; name them, as in Host=one,two, or leave it out");
        foreach (var (name, file) in (ReadOnlySpan<(string, string?)>)[("Root Certificate", _parts.RootCertificate), ("SSL Certificate", _parts.SslCertificate), ("SSL Key", _parts.SslKey)])
        {
            if (file is not null && !File.Exists(file))
                errors.Add($"{name}: {file} is no file that this user can see; name the file of the {(name == "SSL Key" ? "key" : "certificate")}, or leave it out");
        }

        if (!IsEncoding(_parts.Encoding))
            errors.Add("Encoding: its value is no name of an encoding; leave it out for UTF8");
    }

    private static bool IsEncoding(string name)
    {
        try
        {
            return name == "UTF8" || Encoding.GetEncoding(name) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Of "db:5432" and "[::1]:5432"; empty where there is none, or the whole is an address with colons.</summary>
    private static string PortOf(string host)
    {
        var bracket = host.LastIndexOf(']');
        var colon = host.IndexOf(':', bracket + 1);
        return colon < 0 || (bracket < 0 && host.LastIndexOf(':') != colon) ? "" : host[(colon + 1)..] is { Length: > 0 } port ? port : "?";
    }

    /// <summary>A value that can be shown.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9+.,-]{1,24}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Plain { get; }

    [GeneratedRegex("""=\s*("(?:[^"]|"")*"|'(?:[^']|'')*')\s*(?=;|$)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"(?<=^|;)(?<name>[^=;]+)=\s*(?=;|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Empty { get; }
}
