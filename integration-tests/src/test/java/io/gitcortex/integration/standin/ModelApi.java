package io.gitcortex.integration.standin;

/** The protocols in which coding CLIs ask for a model's answer. */
public enum ModelApi {
    /** OpenAI's chat completions; what most endpoints are compatible with. */
    CHAT_COMPLETIONS,
    /** OpenAI's responses. */
    RESPONSES,
    /** Anthropic's messages. */
    MESSAGES,
    /** Gemini's generateContent and streamGenerateContent. */
    GENERATE_CONTENT
}
