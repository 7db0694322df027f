namespace Sweep.Testing.Databases;

/// <summary>Whom servers run as where the tests run as root, which PostgreSQL and PgBouncer refuse.</summary>
internal static class ServerAccount
{
    // That of Debian's package, or the one that every machine has.
    private static readonly string[] Accounts = ["postgres", "nobody"];

    /// <summary>Null where the tests' own account will do.</summary>
    public static string? Find() => !Environment.IsPrivilegedProcess ? null : Accounts.First(account =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{account}:", StringComparison.Ordinal)));

    public static string[] Running(string? account, string[] program) => account is null ? program : ["runuser", "-u", account, "--", .. program];
}
