namespace Sweep.SystemTests.Otlp;

/// <summary>A span as it came over the wire.</summary>
internal sealed record OtlpSpan(
    string Service, string Instance, string Scope, string Name, string TraceId, string SpanId, string ParentId, bool IsError,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<OtlpLink> Links)
{
    /// <summary>The one span among <paramref name="spans"/> to which its one link of this kind leads.</summary>
    public OtlpSpan LinkedTo(IReadOnlyList<OtlpSpan> spans, string kind)
    {
        var link = Assert.Single(Links, link => link.Kind == kind);
        return Assert.Single(spans, span => span.TraceId == link.TraceId && span.SpanId == link.SpanId);
    }
}
