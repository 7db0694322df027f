namespace Sweep.Web.Api;

/// <summary>Marks routes that answer with server-sent events.</summary>
internal sealed record EventStreamMark;
