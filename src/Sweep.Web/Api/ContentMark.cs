namespace Sweep.Web.Api;

/// <summary>Marks routes that answer with another type than JSON.</summary>
/// <param name="MediaType">That type.</param>
internal sealed record ContentMark(string MediaType)
{
    public static ContentMark Events { get; } = new("text/event-stream");
}
