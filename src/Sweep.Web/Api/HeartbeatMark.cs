namespace Sweep.Web.Api;

/// <summary>Marks routes by which callers say again and again that they are there: nobody need read of that in the log.</summary>
internal sealed record HeartbeatMark;
