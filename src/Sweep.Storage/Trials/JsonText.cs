namespace Sweep.Storage.Trials;

/// <summary>A JSON document.</summary>
public readonly record struct JsonText(string Text);
