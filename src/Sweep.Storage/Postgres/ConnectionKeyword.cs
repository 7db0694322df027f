using System.ComponentModel;
using System.Reflection;
using Npgsql;

namespace Sweep.Storage.Postgres;

/// <summary>A keyword of Npgsql's connection strings.</summary>
/// <param name="Name">As its documentation writes it.</param>
/// <param name="Kind">Of its value.</param>
internal sealed record ConnectionKeyword(string Name, Type Kind)
{
    private static readonly Lazy<IReadOnlyList<ConnectionKeyword>> Found = new(() =>
    [
        .. from property in typeof(NpgsqlConnectionStringBuilder).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let name = property.GetCustomAttribute<DisplayNameAttribute>()
           where name is not null
           select new ConnectionKeyword(name.DisplayName, property.PropertyType),
    ]);

    public static IReadOnlyList<ConnectionKeyword> All => Found.Value;

    /// <summary>What a value must be, as the rest of a sentence whose subject is the value.</summary>
    public string Rule => Name switch
    {
        "Port" => "must be a whole number from 1 to 65535",
        "Maximum Pool Size" => "must be a whole number of 1 or more",
        "Target Session Attributes" => "must be any, primary, standby, prefer-primary, prefer-standby, read-write or read-only",
        "Require Auth" => "must be a list of Password, MD5, GSS, SSPI, ScramSHA256 and None",
        _ when Kind == typeof(int) => "must be a whole number of 0 or more",
        _ when Kind == typeof(bool) => "must be true or false",
        _ when Kind.IsEnum => $"must be one of {string.Join(", ", Enum.GetNames(Kind))}",
        _ => "cannot be taken",
    };

    /// <summary>By any of the ways in which Npgsql lets it be written; null where it is none.</summary>
    public static ConnectionKeyword? Find(string written)
    {
        var plain = Plain(written);
        return All.FirstOrDefault(keyword => Plain(keyword.Name) == plain);
    }

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "SERVER" => "HOST",
        "DB" => "DATABASE",
        "USERID" or "UID" => "USERNAME",
        "PSW" or "PWD" => "PASSWORD",
        "MINPOOLSIZE" => "MINIMUMPOOLSIZE",
        "MAXPOOLSIZE" => "MAXIMUMPOOLSIZE",
        var plain => plain,
    };
}
