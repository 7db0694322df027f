namespace Sweep.Web.Keys;

/// <summary>The policies that routes ask for. What asks for none of them, and is not open to all, asks for <see cref="Read"/>.</summary>
public static class Scopes
{
    public const string Read = "read";

    public const string Write = "write";

    public const string Admin = "admin";
}
