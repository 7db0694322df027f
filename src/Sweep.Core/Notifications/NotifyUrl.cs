namespace Sweep.Core.Notifications;

/// <summary>Which addresses notifications may be sent to, as far as the address alone tells.</summary>
public static class NotifyUrl
{
    /// <summary>Characters of an address; some databases index no longer ones.</summary>
    public const int MostCharacters = 1000;

    public const string Example = "https://example.org/hooks/sweep";

    /// <summary>What is wrong with it, as the rest of a sentence whose subject it is; null where nothing is.</summary>
    public static string? Refusal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
            return $"must be at most {MostCharacters} characters long";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0 || text.Any(IsStrange))
            return "must be an address that starts with https:// or http://";
        if (url.UserInfo.Length > 0)
            return "must have no user or password before its host: whoever reads the spec would read them";
        return url.Fragment.Length > 0 ? "must have no # and what follows it, which is never sent" : null;
    }

    private static bool IsStrange(char letter) => char.IsWhiteSpace(letter) || char.IsControl(letter);
}
